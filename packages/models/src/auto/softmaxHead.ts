import { exp, log } from '@rivulet/core'
import { J } from './expertList.ts'
import type { Belief, Head, Linked } from './head.ts'
import { implicitResidual } from './implicitResidual.ts'
import type { Mixer } from './mixer.ts'
import type { Mixing } from './mixing.ts'
import { SoftmaxBelief } from './softmaxBelief.ts'

/**
 * Any number of classes K: K scores an expert.
 *
 * p_jk = softmax(z_j)_k
 */
export class SoftmaxHead implements Head {
  readonly rows: number
  readonly #linked: LinkedScores
  #recalled: SoftmaxBelief

  /** @param classes - K ≥ 1 */
  constructor(classes: number) {
    this.rows = classes
    this.#linked = new LinkedScores(classes)
    this.#recalled = new SoftmaxBelief(classes)
  }

  /** z_jk → p_jk and log p_jk: one exponential each. */
  link(z: Float64Array): Linked {
    return this.#linked.take(z)
  }

  /** log p, B and M of a ticket, which may be from before a class was known. */
  recall(numbers: readonly number[], classes: number, mixer: Mixer): Belief {
    if (classes !== this.#recalled.classes) this.#recalled = new SoftmaxBelief(classes)
    return this.#recalled.recall(numbers, mixer)
  }

  /** K (J + 2). */
  numbers(classes: number): number {
    return classes * (J + 2)
  }
}

/** p_jk and log p_jk. */
class LinkedScores implements Linked {
  readonly #classes: number
  readonly #p: Float64Array
  readonly #log: Float64Array
  readonly #belief: SoftmaxBelief

  constructor(classes: number) {
    this.#classes = classes
    this.#p = new Float64Array(classes * J)
    this.#log = new Float64Array(classes * J)
    this.#belief = new SoftmaxBelief(classes)
  }

  take(z: Float64Array): this {
    const end = this.#classes * J
    const p = this.#p
    for (let j = 0; j < J; j++) {
      let max = -Infinity
      for (let at = j; at < end; at += J) if (z[at]! > max) max = z[at]!
      let sum = 0
      for (let at = j; at < end; at += J) sum += p[at] = exp(z[at]! - max)
      const shift = max + log(sum)
      for (let at = j; at < end; at += J) {
        p[at]! /= sum
        this.#log[at] = z[at]! - shift
      }
    }
    return this
  }

  believe(mixing: Mixing): SoftmaxBelief {
    return this.#belief.form(this.#p, this.#log, mixing)
  }

  /** e_y − p_j. */
  residuals(y: number, residuals: Float64Array): number {
    let sum = 0
    for (let at = 0; at < this.#classes * J; at++) {
      const r = (at >= y * J && at < (y + 1) * J ? 1 : 0) - this.#p[at]!
      residuals[at] = r
      sum += r * r
    }
    return sum / J
  }

  /**
   * The step moves along e_y − p_j, so the margin of y over the others, weighed as they are now, moves by
   * reach · (1 − p_y) (1 + Σ_{k≠y} p_k²/(1 − p_y)²); the residuals shrink to what they are where that margin lands.
   */
  implicit(y: number, expert: number, reach: number, residuals: Float64Array): void {
    const K = this.#classes
    let others = 0
    for (let k = 0; k < K; k++) if (k !== y) others -= residuals[k * J + expert]!
    if (!(others > 1e-12)) return
    let squares = 0
    for (let k = 0; k < K; k++) {
      const share = residuals[k * J + expert]! / others
      if (k !== y) squares += share * share
    }
    const p = 1 - residuals[y * J + expert]!
    const margin = Math.max(-30, log(Math.max(p, Number.MIN_VALUE) / others))
    const shrink = implicitResidual(margin, reach * (1 + squares), others) / others
    for (let k = 0; k < K; k++) residuals[k * J + expert]! *= shrink
  }
}
