import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale'
import { element } from '../svg/element.ts'

/** One axis: what it shows, from where to where. */
export interface Axis {
  readonly label: string
  readonly from: number
  readonly to: number
  /** Steps of equal ratio instead of equal difference; both ends must be > 0. */
  readonly logarithmic?: boolean
  /** Only whole numbers mean something, as for a count. */
  readonly whole?: boolean
}

/** Where in the figure a plot stands. */
export interface Place {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** From the units of the axes to those of the picture. */
export interface Frame {
  readonly place: Place
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  /** The axes with their ticks, grid lines and labels. */
  readonly axes: string
}

type Scale = ScaleLinear<number, number> | ScaleLogarithmic<number, number>

/** Axes around a place of the figure, with grid lines behind what will be drawn. */
export function frame(place: Place, x: Axis, y: Axis): Frame {
  const { left, top, width, height } = place
  const [bottom, right] = [top + height, left + width]
  const [sx, sy] = [scale(x, left, right), scale(y, bottom, top)]
  const [tx, ty] = [ticks(sx, width / 70, x.logarithmic), ticks(sy, height / 45, y.logarithmic)]
  const vertical = tx.map(([value, text]) => {
    const at = sx(value)
    return (
      element('line', { x1: at, x2: at, y1: top, y2: bottom, 'stroke-opacity': 0.15 }) +
      element('text', { x: at, y: bottom + 14, 'text-anchor': 'middle', stroke: 'none' }, text)
    )
  })
  const horizontal = ty.map(([value, text]) => {
    const at = sy(value)
    return (
      element('line', { x1: left, x2: right, y1: at, y2: at, 'stroke-opacity': 0.15 }) +
      element('text', { x: left - 6, y: at + 4, 'text-anchor': 'end', stroke: 'none' }, text)
    )
  })
  const border = element('rect', { x: left, y: top, width, height, fill: 'none', 'stroke-opacity': 0.5 })
  const labels =
    element('text', { x: (left + right) / 2, y: bottom + 30, 'text-anchor': 'middle', stroke: 'none' }, x.label) +
    element('text', { x: left, y: top - 6, stroke: 'none' }, y.label)
  const look = { stroke: 'currentColor', fill: 'currentColor', 'font-size': 11, 'stroke-width': 1 }
  const axes = element('g', look, ...vertical, ...horizontal, border, labels)
  return { place, x: (value) => sx(value), y: (value) => sy(value), axes }
}

function scale({ from, to, logarithmic }: Axis, start: number, end: number): Scale {
  return (logarithmic ? scaleLog() : scaleLinear()).domain([from, to]).range([start, end])
}

/** Where the ticks are, and what they say. A logarithmic axis has ticks without a text, to keep it readable: they are left out. */
function ticks(of: Scale, about: number, logarithmic = false): [number, string][] {
  const count = Math.max(2, about)
  const format = logarithmic ? of.tickFormat(count, '~r') : of.tickFormat(count)
  return of.ticks(count).flatMap((value) => (format(value) === '' ? [] : [[value, format(value)]]))
}
