import { pow } from '@rivulet/core'
import type { Point } from '@rivulet/models'
import { colour, dash } from './colours.ts'
import { figure } from './figure.ts'
import { type FigureOptions, sizeOf } from './figureOptions.ts'
import { type Axis, frame } from './frame.ts'
import { legend } from './legend.ts'
import { path } from './marks.ts'

/** A curve y = f(x), with the name that its legend shows. */
export interface Curve {
  readonly name: string
  readonly f: (x: number) => number
}

/** Points of each curve, evenly over the axis. */
const SAMPLES = 200

/** Curves over one axis, each with its colour and dashes, and a legend below. */
export function curves(title: string, x: Axis, y: Axis, drawn: readonly Curve[], options: FigureOptions): string {
  const { width, height } = sizeOf(options)
  const rows = Math.ceil(drawn.reduce((sum, { name }) => sum + 34 + 6.4 * name.length, 0) / (width - 70))
  const plot = frame({ left: 50, top: 24, width: width - 70, height: height - 74 - 16 * rows }, x, y)
  const lines = drawn.map(({ f }, k) => path(plot, sample(f, x), { stroke: colour(k), 'stroke-dasharray': dash(k) }))
  return figure(
    title,
    width,
    height,
    plot.axes,
    ...lines,
    legend(
      plot.place,
      drawn.map(({ name }) => name),
    ),
  )
}

function sample(f: (x: number) => number, { from, to, logarithmic, whole }: Axis): Point[] {
  const steps = whole ? to - from : SAMPLES
  return Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps
    const x = logarithmic ? from * pow(to / from, share) : from + share * (to - from)
    return [x, f(x)]
  })
}
