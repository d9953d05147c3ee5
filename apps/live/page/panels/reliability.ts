import { count, percent } from '@rivulet/cli/progress'
import type { ReliabilityBin } from '@rivulet/metrics'
import { ABOUT } from '../context.ts'
import { element } from '../element.ts'
import { type Panel, section } from '../panel.ts'
import type { State } from '../state.ts'
import { svg } from '../svg.ts'
import './reliability.css'

/** The square of the chart, in units of its drawing. */
const LEFT = 38
const TOP = 8
const WIDTH = 270
const HEIGHT = 170

/** Whose probability it is. */
const OF = ABOUT.positive === undefined ? 'the answer' : `“${ABOUT.positive}”`

const x = (p: number): number => LEFT + WIDTH * p
const y = (p: number): number => TOP + HEIGHT * (1 - p)

/** Whether probabilities mean what they say: predicted probability against the share in which it happened. */
export function reliabilityPanel(): Panel {
  const plot = svg('g')
  const chart = svg(
    'svg',
    {
      viewBox: '0 0 320 222',
      role: 'img',
      'aria-label': 'Predicted probability against observed share; the table below has the figures',
    },
    ...frame(),
    plot,
  )
  const body = element('tbody')
  const head = [`P(${OF})`, 'True', 'Events'].map((title) => element('th', { scope: 'col' }, title))
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)), body)
  const note = `On the diagonal ${OF} is true in seven of ten events for which it is predicted with 70 %. A dot is as large as its events are many.`
  let shown = ''
  return {
    root: section(
      'reliability',
      'Do probabilities mean what they say?',
      chart,
      element('p', { class: 'note' }, note),
      element('details', {}, element('summary', {}, 'The figures'), table),
    ),
    show({ tick: { reliability } }: State) {
      const key = JSON.stringify(reliability)
      if (key === shown) return
      shown = key
      const most = Math.max(1, ...reliability.map(({ weight }) => weight))
      plot.replaceChildren(...reliability.map((bin) => dot(bin, most)))
      body.replaceChildren(...reliability.map(row))
    },
  }
}

function* frame(): Generator<SVGElement> {
  for (const p of [0, 0.5, 1]) {
    yield svg('line', { x1: x(0), x2: x(1), y1: y(p), y2: y(p), class: 'grid' })
    yield svg('text', { x: LEFT - 5, y: y(p) + 4, 'text-anchor': 'end' }, percent(p, 0))
    yield svg('text', { x: x(p), y: y(0) + 16, 'text-anchor': p === 1 ? 'end' : 'middle' }, percent(p, 0))
  }
  yield svg('line', { x1: x(0), x2: x(1), y1: y(0), y2: y(1), class: 'diagonal' })
  yield svg('text', { x: x(0.5), y: y(0) + 34, 'text-anchor': 'middle' }, `P(${OF}) →, true ↑`)
}

/** A dot whose area is the share of the events. */
function dot({ predicted, happened, weight }: ReliabilityBin, most: number): SVGElement {
  const r = 2.5 + 6.5 * Math.sqrt(weight / most)
  return svg('circle', { cx: x(predicted), cy: y(happened), r: r.toFixed(2) })
}

function row({ predicted, happened, weight }: ReliabilityBin): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, percent(predicted, 1)),
    element('td', {}, percent(happened, 1)),
    element('td', {}, count(weight)),
  )
}
