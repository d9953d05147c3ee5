import { exp, log } from '@rivulet/core'
import type { BayesMixture } from './bayesMixture.ts'
import { HEARD, J } from './expertList.ts'
import type { Head, Mixing } from './head.ts'
import { implicitResidual } from './implicitResidual.ts'
import { INPUTS, type Mixer } from './mixer.ts'

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
  readonly #b: Float64Array
  readonly #m: Float64Array
  readonly #phi: Float64Array = new Float64Array(INPUTS)
  readonly #likelihoods: Float64Array = new Float64Array(J)
  readonly #pair: Float64Array = new Float64Array(2)
  /** What is to be judged, beside the signals and today's M of them: log p_jk, B and the M of then. */
  #said: { readonly log: ArrayLike<number>; readonly b: ArrayLike<number>; readonly m: ArrayLike<number> }

  /** @param classes - K ≥ 1 */
  constructor(classes: number) {
    this.rows = classes
    this.#p = new Float64Array(classes * J)
    this.#log = new Float64Array(classes * J)
    this.#signals = new Float64Array(classes * INPUTS)
    this.#b = new Float64Array(classes)
    this.#m = new Float64Array(classes)
    this.#said = { log: this.#log, b: this.#b, m: this.#m }
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
    const p = this.#p
    const B = this.#b
    for (let k = 0; k < this.rows; k++) {
      let b = 0
      for (let j = 0; j < J; j++) b += bayes.weights[j]! * p[k * J + j]!
      B[k] = b
    }
    this.#said = { log: this.#log, b: B, m: this.#m }
    this.#mix(mixer)
    const beliefs = Array.from(this.#log)
    for (let k = 0; k < this.rows; k++) beliefs.push(B[k]!)
    for (let k = 0; k < this.rows; k++) beliefs.push(this.#m[k]!)
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

  /** Takes log p, B and M from a ticket, which may say anything if it is not ours. */
  recall(beliefs: readonly number[], mixer: Mixer): void {
    const b = this.rows * J
    const probabilities = beliefs.slice(b).map((p) => Math.min(1, Math.max(Number.MIN_VALUE, p)))
    const logs = beliefs.slice(0, b).map((p) => Math.min(0, p))
    this.#said = { log: logs, b: probabilities.slice(0, this.rows), m: probabilities.slice(this.rows) }
    this.#mix(mixer)
  }

  /** π by p_j(y), the mixer by φ, the guard by B_y and M_y. */
  judge(y: number, { bayes, mixer, guard }: Mixing, t: number, weight: number): void {
    const K = this.rows
    const said = this.#said
    for (let j = 0; j < J; j++) this.#likelihoods[j] = exp(said.log[y * J + j]!)
    bayes.update(this.#likelihoods, true, t, weight)
    const m = this.#m
    let others = 0
    for (let k = 0; k < K; k++) if (k !== y) others += m[k]!
    if (others > 0) {
      for (let i = 0; i < INPUTS; i++) {
        let mean = 0
        for (let k = 0; k < K; k++) if (k !== y) mean += m[k]! * this.#signals[k * INPUTS + i]!
        this.#phi[i] = this.#signals[y * INPUTS + i]! - mean / others
      }
      mixer.learn(this.#phi, log(Math.max(m[y]!, Number.MIN_VALUE) / others), others, t, weight)
    }
    this.#pair[0] = said.b[y]!
    this.#pair[1] = said.m[y]!
    guard.update(this.#pair, true, t, weight)
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
  #mix(mixer: Mixer): void {
    const K = this.rows
    const { log: logs, b } = this.#said
    const s = this.#signals
    const m = this.#m
    let top = 0
    for (let k = 0; k < K; k++) top = Math.max(top, b[k]!)
    for (let k = 0; k < K; k++) s[k * INPUTS] = log(Math.max(b[k]! / top, Number.MIN_VALUE))
    for (let i = 1; i < INPUTS; i++) {
      const j = HEARD + i - 1
      let best = -Infinity
      for (let k = 0; k < K; k++) best = Math.max(best, logs[k * J + j]!)
      for (let k = 0; k < K; k++) {
        s[k * INPUTS + i] = Math.max(logs[k * J + j]! - best, -8) - Math.max(s[k * INPUTS]!, -8)
      }
    }
    let best = -Infinity
    for (let k = 0; k < K; k++) {
      s[k * INPUTS] = Math.max(s[k * INPUTS]!, -20)
      m[k] = mixer.score(s, k * INPUTS)
      best = Math.max(best, m[k]!)
    }
    let sum = 0
    for (let k = 0; k < K; k++) sum += m[k] = exp(m[k]! - best)
    for (let k = 0; k < K; k++) m[k]! /= sum
  }
}
