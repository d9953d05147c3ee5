import { exp, log } from '@rivulet/core'
import type { Belief, Head, Linked } from './head.ts'
import { implicitResidual } from './implicitResidual.ts'
import type { Mixing } from './mixing.ts'
import { SoftmaxBelief } from './softmaxBelief.ts'

/**
 * Any number of classes K: K scores an expert.
 *
 * p_jk = softmax(z_j)_k
 */
export class SoftmaxHead implements Head {
  readonly rows: number
  readonly classes: number
  readonly #experts: number
  readonly #belief: SoftmaxBelief
  #recalled: SoftmaxBelief

  /**
   * @param classes - K ≥ 1
   * @param experts - the most that can be awake
   */
  constructor(classes: number, experts: number) {
    this.rows = classes
    this.classes = classes
    this.#experts = experts
    this.#belief = new SoftmaxBelief(classes, experts)
    this.#recalled = new SoftmaxBelief(classes, experts)
  }

  /** p_jk and log p_jk. */
  newLinked(experts: number): Linked {
    return new LinkedScores(this.rows, experts)
  }

  believe(linked: readonly Linked[], mixing: Mixing): Belief {
    return this.#belief.form(linked, mixing)
  }

  /** log p, B and M of a ticket, which may be from before a class was known. */
  recall(numbers: readonly number[], classes: number, mixing: Mixing): Belief {
    if (classes !== this.#recalled.classes) this.#recalled = new SoftmaxBelief(classes, this.#experts)
    return this.#recalled.recall(numbers, mixing)
  }

  awake(numbers: number, classes: number): number {
    return classes === 0 ? 0 : numbers / classes - 2
  }
}

/** p_jk and log p_jk. */
class LinkedScores implements Linked {
  readonly experts: number
  readonly p: Float64Array
  readonly said: Float64Array
  readonly #classes: number

  constructor(classes: number, experts: number) {
    this.#classes = classes
    this.experts = experts
    this.p = new Float64Array(classes * experts)
    this.said = new Float64Array(classes * experts)
  }

  /** One exponential each. */
  take(z: Float64Array): this {
    const { experts, p, said } = this
    const end = p.length
    for (let j = 0; j < experts; j++) {
      let max = -Infinity
      for (let at = j; at < end; at += experts) if (z[at]! > max) max = z[at]!
      let sum = 0
      for (let at = j; at < end; at += experts) sum += p[at] = exp(z[at]! - max)
      const shift = max + log(sum)
      for (let at = j; at < end; at += experts) {
        p[at]! /= sum
        said[at] = z[at]! - shift
      }
    }
    return this
  }

  /** e_y − p_j. */
  residuals(y: number, residuals: Float64Array): number {
    const { experts, p } = this
    let sum = 0
    for (let at = 0; at < p.length; at++) {
      const r = (at >= y * experts && at < (y + 1) * experts ? 1 : 0) - p[at]!
      residuals[at] = r
      sum += r * r
    }
    return sum / experts
  }

  /**
   * The step moves along e_y − p_j, so the margin of y over the others, weighed as they are now, moves by
   * reach · (1 − p_y) (1 + Σ_{k≠y} p_k²/(1 − p_y)²); the residuals shrink to what they are where that margin lands.
   */
  implicit(y: number, expert: number, reach: number, residuals: Float64Array): void {
    const K = this.#classes
    const J = this.experts
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
