import type { Command } from '../src/messages.ts'
import type { About, Speed } from '../src/streams/stream.ts'
import { element, setText } from './element.ts'
import { send } from './feed.ts'
import type { State } from './state.ts'

/** Pause, resume and speed. */
export class Controls {
  readonly #form: HTMLFormElement
  readonly #pause: HTMLButtonElement = element('button', { type: 'button', class: 'pause' }, 'Pause')
  #speeds: readonly HTMLInputElement[] = []
  #paused = false
  /** Commands that the server has not answered. */
  #asked = 0

  constructor(form: HTMLFormElement) {
    this.#form = form
    this.#pause.addEventListener('click', () => this.#ask({ paused: !this.#paused }))
  }

  /** Makes the controls of a stream. */
  build(about: About): void {
    this.#speeds = about.speeds.map((speed) => {
      const input = element('input', { type: 'radio', name: 'speed', value: String(speed) })
      input.addEventListener('change', () => this.#ask({ speed }))
      return input
    })
    const choices = about.speeds.map((speed, i) =>
      element(
        'label',
        {},
        this.#speeds[i] as HTMLElement,
        element('span', { class: 'choice' }, speedText(speed, about)),
      ),
    )
    const fieldset = element(
      'fieldset',
      {},
      element('legend', {}, about.time === 'beat' ? 'Events a second' : 'Speed, × real time'),
      element('div', { class: 'choices' }, ...choices),
    )
    this.#form.replaceChildren(this.#pause, ...(choices.length === 0 ? [] : [fieldset]))
    this.#form.hidden = false
  }

  show({ tick: { control } }: State): void {
    // What was asked for is shown already; the server may still be telling how it was before.
    if (this.#asked > 0) return
    this.#paused = control.paused
    setText(this.#pause, control.paused ? 'Resume' : 'Pause')
    this.#pause.disabled = control.ended
    for (const input of this.#speeds) {
      input.checked = input.value === String(control.speed)
      input.disabled = control.ended
    }
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

function speedText(speed: Speed, { time }: About): string {
  if (speed === 'max') return 'max'
  return `${speed.toLocaleString('en-US')}${time === 'beat' ? '' : '×'}`
}
