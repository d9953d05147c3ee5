import { type SnapshotReader, type SnapshotWriter, type Stateful, sigmoid } from '@rivulet/core'
import { implicitResidual } from './implicitResidual.ts'

/** Σ at the start, and what a random walk adds to its diagonal in event t, times 1/(t + 1). */
const PRIOR = 0.3
const WALK = 0.01

/**
 * Logistic regression over the experts' log-odds, on top of the Bayes mixture, and starting as the Bayes mixture.
 *
 * q = υ·φ, with φ_0 the log-odds of the Bayes mixture and φ_j how far those of expert j are from them; υ = (1, 0, …, 0),
 * Σ = 0.3 I at first; Σ += 0.01/(t + 1) I; g = Σφ; v = φ·g; m = q + v (Y − σ(m)); υ += (Y − σ(m)) g;
 * Σ −= h/(1 + hv) g gᵀ, h = σ(m)(1 − σ(m))
 *
 * Why: a mixture of probabilities is never sharper than its sharpest member; a sum of log-odds can be, and can undo what
 * all experts have in common. Online Laplace (an extended Kalman filter with an implicit step) needs no step size, and
 * ten inputs make it cheap. The random walk falls as 1/t, so it needs no horizon; it lets υ follow a drift.
 *
 * Worth: without it the log loss of five real streams is 6.8 % higher (sms 18 %, elec2 12 %); without the walk 1.1 %.
 *
 * @see Mattern (2012), Mixing Strategies in Data Compression
 * @see MacKay (1992), The Evidence Framework Applied to Classification Networks
 */
export class Mixer implements Stateful {
  /** υ. */
  readonly weights: Float64Array
  readonly #covariance: Float64Array
  readonly #gain: Float64Array

  /** @param inputs - how many φ there are */
  constructor(inputs: number) {
    this.weights = new Float64Array(inputs)
    this.weights[0] = 1
    this.#covariance = new Float64Array(inputs * inputs)
    this.#gain = new Float64Array(inputs)
    this.reopen()
  }

  /** υ·φ, φ beginning at `from`. */
  score(phi: Float64Array, from = 0): number {
    let q = 0
    for (let i = 0; i < this.weights.length; i++) q += this.weights[i]! * phi[from + i]!
    return q
  }

  /**
   * @param phi - the inputs of the ticket
   * @param q - today's score for them
   * @param happened - Y, whether the log-odds were of what happened
   * @param t - events before this one
   * @param weight - how many times the event counts
   */
  learn(phi: Float64Array, q: number, happened: boolean, t: number, weight: number): void {
    const n = this.weights.length
    const g = this.#gain
    const S = this.#covariance
    const walk = (weight * WALK) / (t + 1)
    for (let i = 0; i < n; i++) {
      S[i * n + i]! += walk
      g[i] = 0
    }
    // g = Σφ; Σ is symmetric, and only its upper triangle is kept.
    for (let i = 0; i < n; i++) {
      const at = i * n
      let sum = S[at + i]! * phi[i]!
      for (let j = i + 1; j < n; j++) {
        const s = S[at + j]!
        sum += s * phi[j]!
        g[j]! += s * phi[i]!
      }
      g[i]! += sum
    }
    let v = 0
    for (let i = 0; i < n; i++) v += g[i]! * phi[i]!
    const margin = happened ? q : -q
    const residual = implicitResidual(margin, weight * v, sigmoid(-margin))
    const h = weight * Math.max(1e-6, residual * (1 - residual))
    const shrink = h / (1 + h * v)
    const step = happened ? weight * residual : -weight * residual
    for (let i = 0; i < n; i++) {
      this.weights[i]! += step * g[i]!
      const down = shrink * g[i]!
      for (let j = i; j < n; j++) S[i * n + j]! -= down * g[j]!
    }
  }

  /** As uncertain as at the start, at the weights of now. */
  reopen(): void {
    const n = this.weights.length
    this.#covariance.fill(0)
    for (let i = 0; i < n; i++) this.#covariance[i * n + i] = PRIOR
  }

  /** Writes υ and Σ. */
  save(to: SnapshotWriter): void {
    to.array('weights', this.weights)
    to.array('covariance', this.#covariance)
  }

  /** Takes the saved ones. */
  load(from: SnapshotReader): void {
    this.weights.set(from.array('weights'))
    this.#covariance.set(from.array('covariance'))
  }
}
