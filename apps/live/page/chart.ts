import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Point } from '../src/run/points.ts'
import type { Moment } from '../src/score/alarms.ts'
import type { About } from '../src/streams/stream.ts'
import { element, setText } from './element.ts'
import type { State } from './state.ts'
import { onThemeChange, theme } from './theme.ts'
import { drawMarks, type TimeMark } from './timeMarks.ts'

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
  readonly axis: (value: number) => string
  /** From the least and the most value after a wild start, what is shown; values beyond are cut off. */
  readonly range?: (low: number, high: number) => [number, number]
}

/** A chart over stream time, or over the count of events, with a legend of the values under the pointer, or the newest. */
export class Chart<P extends Moment = Point> {
  readonly root: HTMLElement
  readonly #options: ChartOptions<P>
  readonly #values: readonly HTMLElement[]
  readonly #canvas: HTMLElement
  #plot: uPlot | undefined
  #points: readonly P[] = []
  #marks: readonly TimeMark[] = []
  #about: About | undefined

  constructor(options: ChartOptions<P>) {
    this.#options = options
    this.#values = options.lines.map(() => element('span', { class: 'value' }))
    const legend = options.lines.map(({ name, color, dash }, i) =>
      element(
        'li',
        {},
        element('span', { class: `swatch ${color}${dash === undefined ? '' : ' dashed'}` }),
        `${name} `,
        this.#values[i] as HTMLElement,
      ),
    )
    this.#canvas = element('div', { class: 'plot', role: 'img', 'aria-label': options.label })
    this.#canvas.style.minBlockSize = `${options.height}px`
    this.root = element('div', { class: 'chart' }, element('ul', { class: 'legend' }, ...legend), this.#canvas)
    new ResizeObserver(() => this.#plot?.setSize(this.#size())).observe(this.#canvas)
    onThemeChange(() => {
      this.#plot?.destroy()
      this.#plot = undefined
      this.#draw()
    })
  }

  /** Shows points, and what happened among them. */
  show(points: readonly P[], about: About, marks: readonly TimeMark[] = []): void {
    this.#points = points
    this.#marks = marks
    this.#about = about
    this.#draw()
    this.#legend(this.#plot?.cursor.idx ?? this.#points.length - 1)
  }

  #draw(): void {
    if (this.#about === undefined || this.#points.length === 0) return
    if (this.#plot === undefined) this.#plot = new uPlot(this.#settings(this.#about), this.#data(), this.#canvas)
    else this.#plot.setData(this.#data())
  }

  #data(): uPlot.AlignedData {
    const { lines, band } = this.#options
    const values = [...lines.map(({ value }) => value), ...(band ?? [])]
    return [
      this.#points.map((point) => this.#place(point)),
      ...values.map((value) => this.#points.map(value)),
    ] as uPlot.AlignedData
  }

  /** The value on the time axis. */
  #place({ clock, events }: Moment): number {
    return this.#about?.time === 'calendar' ? clock / 1000 : events
  }

  #settings({ time }: About): uPlot.Options {
    const { lines, band, axis, range, gutter } = this.#options
    const colors = theme()
    const { text, grid, color } = colors
    const font = '12px system-ui, sans-serif'
    const count = lines.length
    const look = { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1, size: 4 } }
    return {
      ...this.#size(),
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
      scales: { x: { time: time === 'calendar' }, y: { range: (_, low, high) => this.#range(low, high, range) } },
      axes: [
        {
          ...look,
          space: 80,
          size: 30,
          ...(time === 'calendar' ? { values: CALENDAR } : { values: (_, ticks) => ticks.map(short) }),
        },
        { ...look, size: gutter ?? 64, values: (_, ticks) => ticks.map(axis) },
      ],
      series: [
        {},
        ...lines.map(({ color: name, width, dash }) => ({
          stroke: color(name),
          width: width ?? 1.5,
          points: { show: false },
          ...(dash === undefined ? {} : { dash: [...dash] }),
        })),
        ...(band ?? []).map(() => ({ stroke: 'transparent', width: 0, points: { show: false } })),
      ],
      ...(band === undefined ? {} : { bands: [{ series: [count + 2, count + 1], fill: color('band') }] }),
      hooks: {
        setCursor: [(plot) => this.#legend(plot.cursor.idx ?? this.#points.length - 1)],
        draw: [(plot) => drawMarks(plot, this.#marks, (moment) => this.#place(moment), colors)],
      },
    }
  }

  /** The range of the values after the first tenth of the points, which are wild. */
  #range(low: number, high: number, range: ChartOptions<P>['range']): [number, number] {
    const settled = this.#points.slice(Math.floor(this.#points.length / 10))
    const values = settled
      .flatMap((point) => this.#options.lines.map(({ value }) => value(point)))
      .filter(Number.isFinite) as number[]
    const least = values.length === 0 ? low : Math.min(...values)
    const most = values.length === 0 ? high : Math.max(...values)
    const margin = Math.max((most - least) * 0.08, 1e-9)
    return range === undefined ? [least - margin, most + margin] : range(least - margin, most + margin)
  }

  #legend(index: number): void {
    const point = this.#points[index]
    for (const [i, { value, format }] of this.#options.lines.entries()) {
      setText(this.#values[i] as HTMLElement, point === undefined ? '' : format(value(point)))
    }
  }

  #size(): { width: number; height: number } {
    const { clientWidth, clientHeight } = this.#canvas
    return { width: Math.max(200, clientWidth), height: Math.max(this.#options.height, clientHeight) }
  }
}

/** The points of the record and the newest one, which is shown even where the record is too coarse to keep it. */
export function pointsOf({ history: { points, last }, tick: { progress } }: State): readonly Point[] {
  const newest = progress ?? last
  return newest === undefined || newest.events === points.at(-1)?.events ? points : [...points, newest]
}

/** 1500 → 1.5k */
function short(n: number): string {
  return n >= 1e6 ? `${n / 1e6}M` : n >= 1000 ? `${n / 1000}k` : String(n)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Days, and hours where the ticks are closer than a day. */
const CALENDAR: uPlot.Axis.DynamicValues = (_, ticks, _axis, _space, step) =>
  ticks.map((seconds) => {
    const date = new Date(seconds * 1000)
    const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
    const hour = `${String(date.getUTCHours()).padStart(2, '0')}:${String(date.getUTCMinutes()).padStart(2, '0')}`
    return step >= 86_400 || hour === '00:00' ? day : hour
  })
