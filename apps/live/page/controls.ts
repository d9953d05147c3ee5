import type { Command } from '../src/messages.ts'
import type { Speed } from '../src/streams/stream.ts'
import { ABOUT } from './context.ts'
import { element, setText } from './element.ts'
import { send } from './feed.ts'
import type { State } from './state.ts'

/** Milliseconds in which one may say that one meant it. */
const PATIENCE = 5000

/** Pause, resume and speed, and the way back to the beginning. */
export class Controls {
  readonly #pause: HTMLButtonElement = element('button', { type: 'button', class: 'pause' }, 'Pause')
  readonly #anew: HTMLButtonElement = element('button', { type: 'button', class: 'anew' }, 'Begin anew')
  readonly #speeds: readonly HTMLInputElement[]
  #paused = false
  #ended = false
  #connected = false
  /** Whether the next click on `anew` is meant. */
  #sure = false
  /** Commands that the server has not answered. */
  #asked = 0

  constructor(form: HTMLFormElement) {
    this.#pause.addEventListener('click', () => this.#ask({ paused: !this.#paused }))
    this.#anew.addEventListener('click', () => this.#forget())
    this.#speeds = ABOUT.speeds.map((speed) => {
      const input = element('input', { type: 'radio', name: 'speed', value: String(speed) })
      input.addEventListener('change', () => this.#ask({ speed }))
      return input
    })
    form.replaceChildren(this.#pause, ...this.#choices(), this.#anew)
    this.#disable()
  }

  /** Without a server nothing can be asked for. */
  enable(connected: boolean): void {
    this.#connected = connected
    this.#disable()
  }

  show({ tick: { control } }: State): void {
    // What was asked for is shown already; the server may still be telling how it was before.
    if (this.#asked > 0) return
    this.#paused = control.paused
    this.#ended = control.ended
    setText(this.#pause, control.paused ? 'Resume' : 'Pause')
    for (const input of this.#speeds) input.checked = input.value === String(control.speed)
    this.#disable()
  }

  #choices(): HTMLElement[] {
    if (this.#speeds.length === 0) return []
    const choices = ABOUT.speeds.map((speed, i) =>
      element('label', {}, this.#speeds[i] as HTMLElement, element('span', { class: 'choice' }, speedText(speed))),
    )
    const legend = element('legend', {}, ABOUT.time === 'beat' ? 'Events a second' : 'Speed, × real time')
    return [element('fieldset', {}, legend, element('div', { class: 'choices' }, ...choices))]
  }

  #disable(): void {
    const off = !this.#connected || this.#ended
    for (const control of [this.#pause, this.#anew, ...this.#speeds]) control.disabled = off
  }

  /** Asks once more, for what was learned is gone then. */
  #forget(): void {
    if (this.#sure) this.#ask({ anew: true })
    this.#sure = !this.#sure
    setText(this.#anew, this.#sure ? 'Forget all that was learned?' : 'Begin anew')
    if (!this.#sure) return
    setTimeout(() => {
      this.#sure = false
      setText(this.#anew, 'Begin anew')
    }, PATIENCE)
  }

  async #ask(command: Command): Promise<void> {
    this.#asked++
    try {
      await send(command)
    } finally {
      this.#asked--
    }
  }
}

function speedText(speed: Speed): string {
  if (speed === 'max') return 'max'
  return `${speed.toLocaleString('en-US')}${ABOUT.time === 'beat' ? '' : '×'}`
}
