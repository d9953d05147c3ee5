import { element, escapeText } from '../svg/element.ts'
import { colour, dash } from './colours.ts'
import type { Place } from './frame.ts'

/** The names of lines 0, 1, … with their colour and dashes, below a plot, in as many rows as they need. */
export function legend({ left, top, width, height }: Place, names: readonly string[]): string {
  let [at, row] = [left, top + height + 50]
  const entries = names.map((name, k) => {
    const needs = 34 + 6.4 * name.length
    if (at > left && at + needs > left + width) [at, row] = [left, row + 16]
    const sample = {
      x1: at,
      x2: at + 22,
      y1: row - 4,
      y2: row - 4,
      stroke: colour(k),
      'stroke-width': 2,
      'stroke-dasharray': dash(k),
    }
    const text = element('text', { x: at + 27, y: row }, escapeText(name))
    at += needs
    return element('line', sample) + text
  })
  return element('g', { fill: 'currentColor', 'font-size': 11 }, ...entries)
}
