import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { implicitResidual } from './implicitResidual.ts'
import { quickSigmoid } from './quickSigmoid.ts'

/** Inputs: the Bayes mixture's, and one an expert. */
const N = 10

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
  readonly weights: Float64Array = new Float64Array(N)
  readonly #covariance: Float64Array = new Float64Array(N * N)
  readonly #gain: Float64Array = new Float64Array(N)

  /** Starts as the Bayes mixture. */
  constructor() {
    this.weights[0] = 1
    this.reopen()
  }

  /** υ·φ, φ beginning at `from`. */
  score(phi: Float64Array, from = 0): number {
    const { weights } = this
    let q = 0
    for (let i = 0; i < N; i++) q += weights[i]! * phi[from + i]!
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
    const { weights } = this
    const S = this.#covariance
    const g = this.#gain
    const walk = (weight * WALK) / (t + 1)
    // The ten of a row are written out, as in Experts.
    const f0 = phi[0]!
    const f1 = phi[1]!
    const f2 = phi[2]!
    const f3 = phi[3]!
    const f4 = phi[4]!
    const f5 = phi[5]!
    const f6 = phi[6]!
    const f7 = phi[7]!
    const f8 = phi[8]!
    const f9 = phi[9]!
    let v = 0
    for (let i = 0; i < N; i++) {
      const at = i * N
      S[at + i]! += walk
      const first = S[at]! * f0 + S[at + 1]! * f1 + (S[at + 2]! * f2 + S[at + 3]! * f3)
      const second = S[at + 4]! * f4 + S[at + 5]! * f5 + (S[at + 6]! * f6 + S[at + 7]! * f7)
      const sum = first + second + (S[at + 8]! * f8 + S[at + 9]! * f9)
      g[i] = sum
      v += sum * phi[i]!
    }
    const margin = happened ? q : -q
    const residual = implicitResidual(margin, weight * v, quickSigmoid(-margin))
    const h = weight * Math.max(1e-6, residual * (1 - residual))
    const step = happened ? weight * residual : -weight * residual
    const shrink = h / (1 + h * v)
    const g0 = g[0]!
    const g1 = g[1]!
    const g2 = g[2]!
    const g3 = g[3]!
    const g4 = g[4]!
    const g5 = g[5]!
    const g6 = g[6]!
    const g7 = g[7]!
    const g8 = g[8]!
    const g9 = g[9]!
    for (let i = 0; i < N; i++) {
      const at = i * N
      weights[i]! += step * g[i]!
      const down = shrink * g[i]!
      S[at]! -= down * g0
      S[at + 1]! -= down * g1
      S[at + 2]! -= down * g2
      S[at + 3]! -= down * g3
      S[at + 4]! -= down * g4
      S[at + 5]! -= down * g5
      S[at + 6]! -= down * g6
      S[at + 7]! -= down * g7
      S[at + 8]! -= down * g8
      S[at + 9]! -= down * g9
    }
  }

  /** As uncertain as at the start, at the weights of now. */
  reopen(): void {
    this.#covariance.fill(0)
    for (let i = 0; i < N; i++) this.#covariance[i * N + i] = PRIOR
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
