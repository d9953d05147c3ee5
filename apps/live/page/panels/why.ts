import { percent } from '@rivulet/cli/progress'
import type { NamedReason, Why } from '../../src/messages.ts'
import { RUN } from '../context.ts'
import { element } from '../element.ts'
import { imageCanvas, paint, pixelsOf } from '../image.ts'
import { section } from '../panel.ts'
import { signedInk } from '../signedInk.ts'
import './why.css'

/** Why the model answers an event as it does: what each feature adds to the score. */
export class WhyPanel {
  readonly root: HTMLElement
  readonly #body: HTMLElement = element('div', { class: 'reasons', role: 'status' })

  constructor() {
    this.#tell('Choose one of the newest events: here stands what speaks for the answer, and what against it.')
    this.root = section('why', 'Why this answer?', this.#body)
  }

  /** Nothing of it changes with time. */
  show(): void {}

  /** Asks about one of the newest events. */
  async ask(id: number): Promise<void> {
    const response = await fetch(`why${RUN}&id=${id}`).catch(() => undefined)
    if (response?.ok === true) this.#explain((await response.json()) as Why)
    else this.#tell(response === undefined ? 'The server is not there.' : (await response.text()).trim())
  }

  #tell(text: string): void {
    this.#body.replaceChildren(element('p', { class: 'note' }, text))
  }

  #explain({ answer, probability, against, bias, reasons, others, rest, approximate, image }: Why): void {
    const rather = against === undefined ? '' : `, rather than ${against}`
    const title = element(
      'p',
      {},
      'It answers ',
      element('strong', {}, answer),
      `, ${percent(probability, 0)}${rather}, because of:`,
    )
    const all: NamedReason[] = [
      ...(image === undefined ? reasons : []),
      ...(image === undefined && others > 0 ? [{ name: `${others} others`, value: 1, contribution: rest }] : []),
      { name: 'in any case', value: 1, contribution: bias },
    ]
    const most = Math.max(1e-9, ...all.map(({ contribution }) => Math.abs(contribution)))
    const list = element('ul', { class: 'contributions' }, ...all.map((reason) => bar(reason, most)))
    const note = `What each adds to the log-odds, as the model is now${approximate ? '. The model is a mixture; these are its learners that are linear in the features, so the sum is near to what it says, and not equal' : ''}. Right of the line speaks for ${answer}.`
    const picture = image === undefined ? [] : [paintedPixels(image)]
    this.#body.replaceChildren(title, ...picture, list, element('p', { class: 'note' }, note))
  }
}

function bar({ name, value, contribution }: NamedReason, most: number): HTMLElement {
  const fill = element('span', { class: contribution < 0 ? 'against' : 'for' })
  fill.style.inlineSize = `${(50 * Math.abs(contribution)) / most}%`
  const amount = value === 1 ? '' : ` × ${Number(value.toPrecision(3))}`
  const text = `${contribution < 0 ? '−' : '+'}${Math.abs(contribution).toFixed(2)}`
  return element(
    'li',
    {},
    element('span', { class: 'name' }, `${name}${amount}`),
    element('span', { class: 'scale', 'aria-hidden': 'true' }, fill),
    element('span', { class: 'value' }, text),
  )
}

/** What each pixel adds. */
function paintedPixels(image: NonNullable<Why['image']>): HTMLElement {
  const pixels = pixelsOf(image)
  const canvas = imageCanvas(image, pixels.length, 'What each pixel adds')
  paint(canvas, pixels, signedInk())
  const note = 'Orange ink speaks for the answer, blue ink against it.'
  return element('figure', {}, canvas, element('figcaption', { class: 'note' }, note))
}
