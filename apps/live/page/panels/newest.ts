import { percent } from '@rivulet/cli/progress'
import { duration } from '../../src/format.ts'
import type { Seen } from '../../src/messages.ts'
import type { Image } from '../../src/streams/stream.ts'
import { element } from '../element.ts'
import { imageCanvas, paint, pixelsOf, rgb } from '../image.ts'
import { type Panel, section } from '../panel.ts'
import type { State } from '../state.ts'

/** The newest events: what was predicted, what was true, and how late the truth was known. */
export function newestPanel(): Panel {
  const body = element('tbody')
  const head = ['Event', 'Predicted', 'Truth', 'Known after'].map((title) => element('th', { scope: 'col' }, title))
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)), body)
  let shown = ''
  return {
    root: section('newest', 'Newest events', table),
    show({ tick: { newest } }: State) {
      const key = newest.map(({ id }) => id).join()
      if (key === shown) return
      shown = key
      body.replaceChildren(...newest.map(row))
    },
  }
}

function row({ text, image, predicted, probability, truth, late }: Seen): HTMLElement {
  const right = predicted === truth
  const mark = element('span', { class: right ? 'right' : 'wrong', 'aria-hidden': 'true' }, right ? '✓ ' : '✗ ')
  const said = element('span', { class: 'visually-hidden' }, right ? 'right: ' : 'wrong: ')
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, image === undefined ? text : picture(image, text)),
    element('td', {}, predicted, ' ', element('span', { class: 'probability' }, percent(probability, 0))),
    element('td', {}, mark, said, truth),
    element('td', {}, duration(late)),
  )
}

/** Ink in the colour of the text. */
function picture(image: Image, label: string): HTMLCanvasElement {
  const pixels = pixelsOf(image)
  const canvas = imageCanvas(image, pixels.length, label)
  const [red, green, blue] = rgb(getComputedStyle(document.body).color)
  paint(canvas, pixels, (value) => [red, green, blue, value])
  return canvas
}
