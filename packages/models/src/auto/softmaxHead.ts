import { exp, log } from '@rivulet/core'
import type { BayesMixture } from './bayesMixture.ts'
import { J } from './expertList.ts'
import type { Head, Mixing } from './head.ts'
import { implicitResidual } from './implicitResidual.ts'
import type { Mixer } from './mixer.ts'

/**
 * Any number of classes K: K scores an expert.
 *
 * p_jk = softmax(z_j)_k; B_k = Σ_j π_j p_jk; M = softmax_k(Σ_j υ_j s_jk), with b_k = log B_k − max, s_0k = max(b_k, −20),
 * s_jk = max(log p_jk − max, −8) − max(b_k, −8)
 *
 * The mixer learns from one number an input, how far it sets the true class above the others as M weighs them:
 * φ_j = s_jy − Σ_{k≠y} M_k s_jk / (1 − M_y), q = logit M_y. With K = 2 that is the logistic case.
 */
export class SoftmaxHead implements Head {
  readonly rows: number
  /** p_jk and log p_jk. */
  readonly #p: Float64Array
  readonly #log: Float64Array
  readonly #signals: Float64Array
  readonly #m: Float64Array
  readonly #phi: Float64Array = new Float64Array(J + 1)
  readonly #likelihoods: Float64Array = new Float64Array(J)
  readonly #pair: Float64Array = new Float64Array(2)

  /** @param classes - K ≥ 1 */
  constructor(classes: number) {
    this.rows = classes
    this.#p = new Float64Array(classes * J)
    this.#log = new Float64Array(classes * J)
    this.#signals = new Float64Array(classes * (J + 1))
    this.#m = new Float64Array(classes)
  }

  /** z_jk → p_jk and log p_jk: one exponential each. */
  link(z: Float64Array): void {
    const end = this.rows * J
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
  }

  /** log p of class 0's experts, of class 1's, …; B; M. */
  believe(_z: Float64Array, bayes: BayesMixture, mixer: Mixer): number[] {
    const K = this.rows
    const p = this.#p
    const beliefs = Array.from(this.#log)
    for (let k = 0; k < K; k++) {
      let b = 0
      for (let j = 0; j < J; j++) b += bayes.weights[j]! * p[k * J + j]!
      beliefs.push(b)
    }
    this.#mix(beliefs, mixer)
    for (let k = 0; k < K; k++) beliefs.push(this.#m[k]!)
    return beliefs
  }

  /** K (J + 2). */
  beliefs(classes: number): number {
    return classes * (J + 2)
  }

  /** trust · B + (1 − trust) · M. */
  answer(beliefs: readonly number[], trust: number): number[] {
    const K = this.rows
    const p: number[] = []
    let sum = 0
    for (let k = 0; k < K; k++) {
      p.push(trust * beliefs[K * J + k]! + (1 - trust) * beliefs[K * (J + 1) + k]!)
      sum += p[k]!
    }
    for (let k = 0; k < K; k++) p[k]! /= sum
    return p
  }

  /** π by p_j(y), the mixer by φ, the guard by B_y and M_y. */
  judge(beliefs: readonly number[], y: number, { bayes, mixer, guard }: Mixing, t: number, weight: number): void {
    const K = this.rows
    for (let j = 0; j < J; j++) this.#likelihoods[j] = exp(beliefs[y * J + j]!)
    bayes.update(this.#likelihoods, t, weight)
    this.#mix(beliefs, mixer)
    const m = this.#m
    let others = 0
    for (let k = 0; k < K; k++) if (k !== y) others += m[k]!
    if (others > 0) {
      for (let i = 0; i <= J; i++) {
        let mean = 0
        for (let k = 0; k < K; k++) if (k !== y) mean += m[k]! * this.#signals[k * (J + 1) + i]!
        this.#phi[i] = this.#signals[y * (J + 1) + i]! - mean / others
      }
      mixer.learn(this.#phi, log(Math.max(m[y]!, Number.MIN_VALUE) / others), true, t, weight)
    }
    this.#pair[0] = beliefs[K * J + y]!
    this.#pair[1] = beliefs[K * (J + 1) + y]!
    guard.update(this.#pair, t, weight)
  }

  /** e_y − p_j. */
  residuals(y: number, residuals: Float64Array): number {
    let sum = 0
    for (let at = 0; at < this.rows * J; at++) {
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
  land(_z: Float64Array, y: number, expert: number, reach: number, residuals: Float64Array): void {
    const K = this.rows
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

  /** M from B and log p_j, and the signals it is made of. */
  #mix(beliefs: readonly number[], mixer: Mixer): void {
    const K = this.rows
    const s = this.#signals
    const m = this.#m
    const width = J + 1
    let top = 0
    for (let k = 0; k < K; k++) top = Math.max(top, beliefs[K * J + k]!)
    for (let k = 0; k < K; k++) s[k * width] = log(Math.max(beliefs[K * J + k]! / top, Number.MIN_VALUE))
    for (let j = 0; j < J; j++) {
      let best = -Infinity
      for (let k = 0; k < K; k++) best = Math.max(best, beliefs[k * J + j]!)
      for (let k = 0; k < K; k++) {
        s[k * width + j + 1] = Math.max(beliefs[k * J + j]! - best, -8) - Math.max(s[k * width]!, -8)
      }
    }
    let best = -Infinity
    for (let k = 0; k < K; k++) {
      s[k * width] = Math.max(s[k * width]!, -20)
      m[k] = mixer.score(s, k * width)
      best = Math.max(best, m[k]!)
    }
    let sum = 0
    for (let k = 0; k < K; k++) sum += m[k] = exp(m[k]! - best)
    for (let k = 0; k < K; k++) m[k]! /= sum
  }
}
