import type uPlot from 'uplot'
import type { Point } from '../src/run/points.ts'
import type { Moment } from '../src/score/alarms.ts'
import type { About } from '../src/streams/stream.ts'
import type { Theme } from './theme.ts'
import { calendarTicks, short, utc } from './timeAxis.ts'

/** One line of a chart. */
export interface Line<P extends Moment = Point> {
  readonly name: string
  /** A colour of the style sheet. */
  readonly color: string
  readonly value: (point: P) => number | null
  readonly format: (value: number | null | undefined) => string
  readonly dash?: readonly number[]
  readonly width?: number
}

/** What a chart shows. */
export interface ChartOptions<P extends Moment = Point> {
  readonly label: string
  /** The least height, in pixels; it fills more if there is more. */
  readonly height: number
  /** The width of the axis at the left, in pixels. */
  readonly gutter?: number
  readonly lines: readonly Line<P>[]
  /** A band around the first line. */
  readonly band?: readonly [low: (point: P) => number, high: (point: P) => number]
  /** Whether the lines are shares that lie on top of each other, the first one at the top, as areas. */
  readonly stacked?: boolean
  readonly axis: (value: number) => string
  /** From the least and the most value after a wild start, what is shown; values beyond are cut off. */
  readonly range?: (low: number, high: number) => [number, number]
}

/** What is free at the right, so that the last label of the time axis has room, in pixels. */
const RIGHT = 28

/** How uPlot draws a chart. */
export function plotOptions<P extends Moment>(
  options: ChartOptions<P>,
  time: About['time'],
  { text, grid, color }: Theme,
  settled: () => readonly P[],
): Omit<uPlot.Options, 'width' | 'height'> {
  const { lines, band, axis, gutter, stacked } = options
  const look = {
    stroke: text,
    font: FONT,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 4 },
  }
  const ticks = time === 'calendar' ? calendarTicks : (_: uPlot, values: number[]) => values.map(short)
  const count = lines.length
  const series = lines.map(({ color: name, width, dash }, i) => ({
    stroke: stacked ? color('surface') : color(name),
    width: stacked ? 1 : (width ?? 1.5),
    points: { show: false },
    ...(dash === undefined ? {} : { dash: [...dash] }),
    ...(stacked && i === count - 1 ? { fill: color(name) } : {}),
  }))
  const layers = stacked
    ? lines.slice(0, -1).map(({ color: name }, i) => ({ series: [i + 1, i + 2], fill: color(name) }))
    : []
  const bounds = (band ?? []).map(() => ({ stroke: 'transparent', width: 0, points: { show: false } }))
  const around = band === undefined ? [] : [{ series: [count + 2, count + 1], fill: color('band') }]
  return {
    padding: [8, RIGHT, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
    tzDate: utc,
    scales: {
      x: { time: time === 'calendar' },
      y: { range: (_, low, high) => rangeOf(options, settled(), low, high) },
    },
    axes: [
      { ...look, space: 80, size: 30, values: ticks },
      { ...look, size: gutter ?? 64, values: (_, values) => values.map(axis) },
    ],
    series: [{}, ...series, ...bounds],
    bands: [...layers, ...around] as uPlot.Band[],
  }
}

const FONT = '12px system-ui, sans-serif'

/** The range of the values after the first points, which are wild. */
function rangeOf<P extends Moment>(
  { lines, range }: ChartOptions<P>,
  settled: readonly P[],
  low: number,
  high: number,
): [number, number] {
  const values = settled.flatMap((point) => lines.map(({ value }) => value(point))).filter(Number.isFinite) as number[]
  const least = values.length === 0 ? low : Math.min(...values)
  const most = values.length === 0 ? high : Math.max(...values)
  const margin = Math.max((most - least) * 0.08, 1e-9)
  return range === undefined ? [least - margin, most + margin] : range(least - margin, most + margin)
}
