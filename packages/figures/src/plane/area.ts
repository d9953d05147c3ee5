import { colour } from '../plot/colours.ts'
import type { Frame } from '../plot/frame.ts'
import { element, round } from '../svg/element.ts'
import type { Rings } from './regions.ts'

/** The region of class k with its border; none if it is empty. */
export function area({ x, y }: Frame, rings: Rings, k: number): string {
  const outline = rings.filter((ring) => ring.length > 2)
  if (outline.length === 0) return ''
  const d = outline.map((ring) => `M${ring.map(([a, b]) => `${round(x(a))},${round(y(b))}`).join('L')}Z`).join('')
  const look = { fill: colour(k), 'fill-opacity': 0.2, stroke: 'currentColor', 'stroke-opacity': 0.6 }
  return element('path', { d, 'fill-rule': 'evenodd', ...look })
}
