import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Point } from '../src/run/points.ts'
import type { Moment } from '../src/score/alarms.ts'
import type { About } from '../src/streams/stream.ts'
import { type ChartOptions, plotOptions } from './chartOptions.ts'
import { element, setText } from './element.ts'
import { momentText } from './momentText.ts'
import type { State } from './state.ts'
import { onThemeChange, theme } from './theme.ts'
import { drawMarks, type TimeMark } from './timeMarks.ts'

/** How far the keys move the look at a chart, in points. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -20,
  PageDown: 20,
  Home: -Infinity,
  End: Infinity,
}

/**
 * A chart over stream time, or over the count of events, with a legend of the values at one point: under the pointer, where the arrow keys have
 * led, or the newest. To a screen reader it is a slider over its points, which says their values.
 */
export class Chart<P extends Moment = Point> {
  readonly root: HTMLElement
  readonly #options: ChartOptions<P>
  readonly #values: readonly HTMLElement[]
  readonly #canvas: HTMLElement
  #plot: uPlot | undefined
  #points: readonly P[] = []
  #marks: readonly TimeMark[] = []
  #about: About | undefined
  /** The point that the keys have led to. */
  #at: number | undefined

  constructor(options: ChartOptions<P>) {
    this.#options = options
    this.#values = options.lines.map(() => element('span', { class: 'value' }))
    const legend = options.lines.map(({ name, color, dash }, i) =>
      element(
        'li',
        {},
        element('span', {
          class: `swatch ${color}${dash === undefined ? '' : ' dashed'}${options.stacked ? ' area' : ''}`,
        }),
        `${name} `,
        this.#values[i] as HTMLElement,
      ),
    )
    const role = { role: 'slider', tabindex: '0', 'aria-valuemin': '0', 'aria-valuemax': '0', 'aria-valuenow': '0' }
    this.#canvas = element('div', { class: 'plot', 'aria-label': options.label, ...role })
    this.#canvas.style.minBlockSize = `${this.#height}px`
    this.root = element('div', { class: 'chart' }, element('ul', { class: 'legend' }, ...legend), this.#canvas)
    this.#canvas.addEventListener('keydown', (event) => this.#move(event))
    this.#canvas.addEventListener('blur', () => this.#look(undefined))
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
    this.#legend()
  }

  #draw(): void {
    if (this.#about === undefined || this.#points.length === 0) return
    if (this.#plot === undefined) this.#plot = this.#made(this.#about)
    else this.#plot.setData(this.#data())
  }

  #made({ time }: About): uPlot {
    const settled = (): readonly P[] => this.#points.slice(Math.floor(this.#points.length / 10))
    const colors = theme()
    const options = plotOptions(this.#options, time, colors, settled)
    const hooks: uPlot.Hooks.Arrays = {
      setCursor: [() => this.#legend()],
      draw: [(plot) => drawMarks(plot, this.#marks, (moment) => this.#place(moment), colors)],
    }
    return new uPlot({ ...options, ...this.#size(), hooks }, this.#data(), this.#canvas)
  }

  #data(): uPlot.AlignedData {
    const { lines, band, stacked } = this.#options
    const values = lines.map(({ value }) => this.#points.map(value))
    // Of a stack each line is drawn on top of those after it.
    if (stacked)
      for (let i = values.length - 2; i >= 0; i--)
        values[i] = (values[i] as number[]).map((share, j) => (share ?? 0) + ((values[i + 1] as number[])[j] ?? 0))
    const bounds = (band ?? []).map((bound) => this.#points.map(bound))
    return [this.#points.map((point) => this.#place(point)), ...values, ...bounds] as uPlot.AlignedData
  }

  /** The value on the time axis. */
  #place({ clock, events }: Moment): number {
    return this.#about?.time === 'calendar' ? clock / 1000 : events
  }

  #move(event: KeyboardEvent): void {
    const by = KEYS[event.key]
    if (by === undefined) return
    event.preventDefault()
    const last = this.#points.length - 1
    this.#look(Math.max(0, Math.min(last, (this.#at ?? last) + by)))
  }

  /** Looks at a point, or again at the newest. */
  #look(at: number | undefined): void {
    this.#at = at
    const point = at === undefined ? undefined : this.#points[at]
    const left = point === undefined ? -10 : (this.#plot?.valToPos(this.#place(point), 'x') ?? -10)
    this.#plot?.setCursor({ left, top: point === undefined ? -10 : 0 })
    this.#legend()
  }

  #legend(): void {
    const last = this.#points.length - 1
    const index = Math.min(this.#at ?? this.#plot?.cursor.idx ?? last, last)
    const point = this.#points[index]
    if (point === undefined) return
    const said: string[] = []
    for (const [i, { name, value, format }] of this.#options.lines.entries()) {
      const text = format(value(point))
      setText(this.#values[i] as HTMLElement, text)
      if (text !== '') said.push(`${name} ${text}`)
    }
    const values = { max: last, now: index, text: `${momentText(point, this.#about?.time)}: ${said.join(', ')}` }
    for (const [name, value] of Object.entries(values)) this.#canvas.setAttribute(`aria-value${name}`, String(value))
  }

  /** The least height; less on a small screen. */
  get #height(): number {
    return innerWidth < 736 ? 0.7 * this.#options.height : this.#options.height
  }

  #size(): { width: number; height: number } {
    const { clientWidth, clientHeight } = this.#canvas
    return { width: Math.max(120, clientWidth), height: Math.max(this.#height, clientHeight) }
  }
}

/** The points of the record and the newest one, which is shown even where the record is too coarse to keep it. */
export function pointsOf({ history: { points, last }, tick: { progress } }: State): readonly Point[] {
  const newest = progress ?? last
  return newest === undefined || newest.events === points.at(-1)?.events ? points : [...points, newest]
}
