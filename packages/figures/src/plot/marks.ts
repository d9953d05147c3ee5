import type { Point } from '@rivulet/models'
import { line, symbol, symbolsFill } from 'd3-shape'
import { type AttributeValue, element, round } from '../svg/element.ts'
import { colour } from './colours.ts'
import type { Frame } from './frame.ts'

/** How a mark looks, as SVG's presentation attributes. */
export type Look = Readonly<Record<string, AttributeValue>>

/** A line through points in the units of the axes. Where a coordinate is not finite the line has a gap. */
export function path({ x, y }: Frame, points: readonly Point[], look: Look = {}): string {
  const draw = line<Point>()
    .defined(([a, b]) => Number.isFinite(a) && Number.isFinite(b))
    .x(([a]) => round(x(a)))
    .y(([, b]) => round(y(b)))
  return element('path', {
    d: draw(points) ?? '',
    fill: 'none',
    'stroke-width': 2,
    'stroke-linejoin': 'round',
    ...look,
  })
}

/** A point of class k: each class has a shape of its own, besides its colour. */
export function mark({ x, y }: Frame, [a, b]: Point, k: number, look: Look = {}): string {
  const shape = symbol(symbolsFill[k % symbolsFill.length], 50)
  const at = `translate(${round(x(a))},${round(y(b))})`
  return element('path', {
    d: shape()?.replace(/\d+\.\d+/g, (n) => String(round(Number(n)))) ?? '',
    transform: at,
    fill: colour(k),
    stroke: '#fff',
    'stroke-width': 1,
    ...look,
  })
}
