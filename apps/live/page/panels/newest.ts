import { percent } from '@rivulet/cli/progress'
import { duration } from '../../src/format.ts'
import type { Seen } from '../../src/messages.ts'
import type { Image } from '../../src/streams/stream.ts'
import { SUBJECT } from '../context.ts'
import { element } from '../element.ts'
import { imageCanvas, paint, pixelsOf, rgb } from '../image.ts'
import { type Panel, section } from '../panel.ts'
import type { State } from '../state.ts'
import './newest.css'

/** As many rows as there will be, so that nothing below moves when they come. */
const ROWS = 12

/**
 * The newest events: what was predicted, what was true, and how late the truth was known. The table stands still while it is pointed at or has
 * the focus, so that a row can be chosen.
 *
 * @param ask - asks why the model answers an event as it does
 */
export function newestPanel(ask: (id: number) => void): Panel {
  const body = element('tbody', {}, ...Array.from({ length: ROWS }, blank))
  const head = ['Event', 'Predicted', 'Truth', 'After'].map((title) => element('th', { scope: 'col' }, title))
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)), body)
  const note = element(
    'p',
    { class: 'note' },
    'Choose an event to see why; the table stands still while you point at it. “After” is how late the truth was known.',
  )
  let shown = ''
  return {
    root: section('newest', 'Newest events', table, note),
    show({ tick: { newest } }: State) {
      const key = newest.map(({ id }) => id).join()
      if (key === shown || table.matches(':hover, :focus-within')) return
      shown = key
      const rows = newest.map((seen) => row(seen, ask))
      body.replaceChildren(...rows, ...Array.from({ length: Math.max(0, ROWS - rows.length) }, blank))
    },
  }
}

function row(seen: Seen, ask: (id: number) => void): HTMLElement {
  const { id, text, image, predicted, probability, truth, late } = seen
  const right = predicted === truth
  const mark = element('span', { class: right ? 'right' : 'wrong', 'aria-hidden': 'true' }, right ? '✓ ' : '✗ ')
  const said = element('span', { class: 'visually-hidden' }, right ? 'right: ' : 'wrong: ')
  const shown = image === undefined ? [text] : [picture(image), `no. ${id}`]
  const button = element('button', { type: 'button', class: 'event', title: 'Why this answer?' }, ...shown)
  button.addEventListener('click', () => ask(id))
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, button),
    element('td', {}, predicted, ' ', element('span', { class: 'probability' }, percent(probability, 0))),
    element('td', {}, mark, said, truth),
    element('td', {}, duration(late)),
  )
}

/** A row for an event that has not come. */
function blank(): HTMLElement {
  const cells = [1, 2, 3].map(() => element('td', {}, '–'))
  const space = element('span', { class: SUBJECT.stream === 'digits' ? 'event picture' : 'event' }, '–')
  return element('tr', { class: 'blank' }, element('td', {}, space), ...cells)
}

/** Ink in the colour of the text. */
function picture(image: Image): HTMLCanvasElement {
  const pixels = pixelsOf(image)
  const canvas = imageCanvas(image, pixels.length, 'digit')
  const [red, green, blue] = rgb(getComputedStyle(document.body).color)
  paint(canvas, pixels, (value) => [red, green, blue, value])
  return canvas
}
