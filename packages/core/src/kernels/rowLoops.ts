import type { FeatureTable, Gathered } from '../table/index.ts'
import * as plain from './plain.ts'
import type { RowRule } from './rowRule.ts'
import type { Simd } from './simd.ts'

/** The bytes of the scores that a kernel keeps in registers: five pairs. */
const REGISTERS = 80

/** A table of at least so many numbers, 2 KiB, is worth a memory of its own once so many steps were taken. */
const SOME = 256
const OFTEN = 1000

/**
 * Loops over the rows of one event. A lane is a score, so a score is summed in the order of the features, and every number is
 * the same in SIMD, in the plain loops, and in every engine.
 *
 * SIMD serves where the rows lie in a WebAssembly.Memory and its module is not refused; a rule without a kernel, and any rule
 * but SGD at a single score, steps row by row.
 *
 * @example
 * ```ts
 * import { FeatureTable, Gathered, RowLoops, type RowRule } from '@rivulet/core/table'
 *
 * const table = new FeatureTable({ scores: 2 })
 * const event = new Gathered(table, {})
 * const loops = new RowLoops(table, event)
 * const sgd: RowRule = {
 *   step(rows, at, _block, g, x, eta) {
 *     for (let k = 0; k < g.length; k++) rows[at + k]! -= eta * x * g[k]!
 *   },
 * }
 * event.gather([4])
 * event.admit([4])
 * loops.step(sgd, Float64Array.of(1, -1), 0.5)
 * const z = new Float64Array(2)
 * loops.scores(z)
 * z // => [-0.5 - 2 * 4, 0.5 + 2 * 4]
 * ```
 */
export class RowLoops {
  readonly #table: FeatureTable
  readonly #event: Gathered
  #steps = 0

  /**
   * @param table - the rows
   * @param event - gathered from them
   */
  constructor(table: FeatureTable, event: Gathered) {
    this.#table = table
    this.#event = event
  }

  /** z_k = Σ_i w_ik x_i over the event's inputs, w in block 0. */
  scores(z: Float64Array): void {
    const [{ n, places, values, lanes }, K, simd] = [this.#event, z.length, this.#event.simd]
    const [p, v, w] = [places.byteOffset, values.byteOffset, 8 * this.#table.first]
    if (simd === undefined || n === 0) plain.scores(this.#table, this.#event, z)
    else if (K === 1) z[0] = simd.score(n, p, v, w)
    else {
      const end = 8 * (K + (K & 1))
      for (let k = 0; k < end; k += REGISTERS) {
        simd.scores[Math.min(REGISTERS, end - k) >> 4]!(n, p, v, w + k, lanes.byteOffset + k)
      }
      for (let k = 0; k < K; k++) z[k] = lanes[k]!
    }
  }

  /** One step of a rule on every row of the event: for each input j, rule.step(its row, g, x_j, η). */
  step(rule: RowRule, gradient: Float64Array, eta: number): void {
    const [{ n, places, values }, K, simd] = [this.#event, gradient.length, this.#serving(rule, gradient.length)]
    if (simd === undefined) {
      plain.step(this.#table, this.#event, rule, gradient, eta)
      if (K > 1 && ++this.#steps === OFTEN && this.#table.values.length >= SOME) this.#table.arena.lift()
      return
    }
    const [p, v, w] = [places.byteOffset, values.byteOffset, 8 * this.#table.first]
    const [kernel, end, block] = [rule.kernel!, 8 * (K + (K & 1)), 8 * this.#table.block]
    const g = this.#spread(gradient)
    if (kernel.name === 'adagrad') simd.adagrad(n, p, v, w, g, end, block, eta, kernel.epsilon)
    else if (kernel.name === 'normalized') simd.normalized(n, p, v, w, g, end, block, -eta)
    else if (K === 1) simd.axpy(n, p, v, w, -eta, gradient[0]!)
    else {
      for (let k = 0; k < end; k += REGISTERS) {
        simd.axpys[Math.min(REGISTERS, end - k) >> 4]!(n, p, v, w + k, g + k, -eta)
      }
    }
  }

  /** The first pass of a rule that has one, over every row of the event; adds to K + 1 sums, 0 before. */
  measure(rule: RowRule, gradient: Float64Array, sums: Float64Array): void {
    const [{ n, places, values, lanes }, K] = [this.#event, gradient.length]
    const simd = rule.kernel?.name === 'normalized' ? this.#serving(rule, K) : undefined
    if (simd === undefined) {
      plain.measure(this.#table, this.#event, rule, gradient, sums)
      return
    }
    const { block, first } = this.#table
    const sum = lanes.subarray(2 * block, 2 * block + K + (K & 1)).fill(0)
    const [p, v, g] = [places.byteOffset, values.byteOffset, this.#spread(gradient)]
    sums[K] = simd.measure(n, p, v, 8 * first, g, 8 * sum.length, 8 * block, sum.byteOffset)
    for (let k = 0; k < K; k++) sums[k] = sum[k]!
  }

  /** Puts a gradient beside the rows; the address. */
  #spread(gradient: Float64Array): number {
    const { lanes } = this.#event
    const at = this.#table.block
    for (let k = 0; k < gradient.length; k++) lanes[at + k] = gradient[k]!
    // What is spare stays 0, in the rows too.
    lanes[at + gradient.length] = 0
    return lanes.byteOffset + 8 * at
  }

  /** The kernels, if one of them serves. */
  #serving({ kernel }: RowRule, scores: number): Simd | undefined {
    if (kernel === undefined || this.#event.n === 0 || (scores === 1 && kernel.name !== 'axpy')) return undefined
    return this.#event.simd
  }
}
