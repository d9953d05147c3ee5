import { check } from '@rivulet/core'
import { Perceptron } from '@rivulet/models'
import { inverseTime } from '@rivulet/optim'
import { curves } from '../plot/curves.ts'
import type { FigureOptions } from '../plot/figureOptions.ts'

/** How long the perceptron tries. */
export interface XorOptions extends FigureOptions {
  /** Events, ≥ 8; 60 unless given. */
  readonly events?: number
}

const XOR = [
  { x: [0, 0], y: 0 },
  { x: [0, 1], y: 1 },
  { x: [1, 1], y: 0 },
  { x: [1, 0], y: 1 },
] as const

/**
 * A perceptron on XOR, which no line separates: the length of its weights (w, b) after each event.
 *
 * η = 1: the weights cycle for ever.  η = 1/n: they converge, and what they converge to is zero, which separates nothing
 *
 * @param options - how many events, and the figure's size
 * @returns an `svg` element as text
 * @throws RangeError for a number of events or a size that is none
 *
 * @example
 * ```ts
 * import { xorSvg } from '@rivulet/figures'
 *
 * xorSvg({ events: 40 }).includes('η = 1/n') // => true
 * ```
 *
 * @see Minsky & Papert (1969), Perceptrons
 */
export function xorSvg(options: XorOptions = {}): string {
  const { events = 60 } = options
  check(Number.isInteger(events) && events >= 8, 'events', 'a whole number ≥ 8', events)
  const [cycling, shrinking] = [xorLengths(() => 1, events), xorLengths(inverseTime(1, 1), events)]
  const drawn = [
    { name: 'η = 1', f: (n: number): number => cycling[Math.round(n) - 1] as number },
    { name: 'η = 1/n', f: (n: number): number => shrinking[Math.round(n) - 1] as number },
  ]
  const x = { label: 'event n', from: 1, to: events, whole: true }
  return curves('A perceptron on XOR', x, { label: '‖(w, b)‖', from: 0, to: 2 }, drawn, options)
}

/** ‖(w, b)‖ after each of so many events of XOR, in turn. */
export function xorLengths(eta: (t: number) => number, events: number): number[] {
  const model = new Perceptron({ features: 2, eta })
  return Array.from({ length: events }, (_, t) => {
    const { x, y } = XOR[t % XOR.length] as (typeof XOR)[number]
    model.learn(x, y)
    const { bias, values } = model.coefficients(1)
    return Math.sqrt(values.reduce((sum, w) => sum + w * w, bias * bias))
  })
}
