import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { between, checkSaved, readArray } from '@rivulet/core/snapshot'
import { MIXED } from './expertList.ts'
import { implicitResidual } from './implicitResidual.ts'
import { isCovariance } from './isCovariance.ts'

/** Σ at the start, and what a random walk adds to its diagonal in event t, times 1/(t + 1). */
const PRIOR = 0.3
const WALK = 0.01

/** No weight or variance in a snapshot is more. */
const MOST = 1e120

/**
 * Logistic regression over the experts' log-odds, on top of the Bayes mixture, and starting as the Bayes mixture.
 *
 * q = υ·φ, with φ_0 the log-odds of the Bayes mixture and φ_j how far those of expert j, one of six, are from them;
 * υ = (1, 0, …, 0), Σ = 0.3 I at first; Σ += 0.01/(t + 1) I; g = Σφ; v = φ·g; m = q + v (Y − σ(m)); υ += (Y − σ(m)) g;
 * Σ −= h/(1 + hv) g gᵀ, h = σ(m)(1 − σ(m))
 *
 * Why: a mixture of probabilities is never sharper than its sharpest member; a sum of log-odds can be, and can undo what
 * all experts have in common. Online Laplace (an extended Kalman filter with an implicit step) needs no step size, and
 * seven inputs make it cheap. The random walk falls as 1/t, so it needs no horizon; it lets υ follow a drift.
 *
 * Worth: without it the log loss of five real streams is 6.7 % higher (sms 17 %, elec2 12 %); without the walk 0.9 %.
 *
 * @see Mattern (2012), Mixing Strategies in Data Compression
 * @see MacKay (1992), The Evidence Framework Applied to Classification Networks
 */
export class Mixer implements Stateful {
  /** υ. */
  readonly weights: Float64Array
  /** Σ before the last event, which is taken in when the next one passes over it: once an event instead of twice. */
  readonly #covariance: Float64Array
  /** g and h/(1 + hv) of the last event. */
  #gain: Float64Array
  #shrink = 0
  #next: Float64Array

  /**
   * Starts as the Bayes mixture.
   *
   * @param experts - how many there are, heard or not
   */
  constructor(experts: number) {
    const n = experts - MIXED + 1
    this.weights = new Float64Array(n)
    this.#covariance = new Float64Array((n * (n + 1)) / 2)
    this.#gain = new Float64Array(n)
    this.#next = new Float64Array(n)
    this.weights[0] = 1
    this.reopen()
  }

  /** υ·φ, φ beginning at `from`. */
  score(phi: Float64Array, from = 0): number {
    const { weights } = this
    const N = weights.length
    let q = 0
    for (let i = 0; i < N; i++) q += weights[i]! * phi[from + i]!
    return q
  }

  /**
   * @param phi - the inputs of the ticket
   * @param q - today's score for them
   * @param r - Y − σ(q), Y being 1 if the log-odds were of what happened, else 0
   * @param t - events before this one
   * @param weight - how many times the event counts
   */
  learn(phi: Float64Array, q: number, r: number, t: number, weight: number): void {
    const v = this.#predict(phi, (weight * WALK) / (t + 1))
    const residual = r > 0 ? implicitResidual(q, weight * v, r) : implicitResidual(-q, weight * v, -r)
    const h = weight * Math.max(1e-6, residual * (1 - residual))
    const step = r > 0 ? weight * residual : -weight * residual
    const { weights } = this
    const N = weights.length
    const g = this.#gain
    for (let i = 0; i < N; i++) weights[i]! += step * g[i]!
    this.#shrink = h / (1 + h * v)
  }

  /** Σ of now, and g of it; returns v. Σ is symmetric, so half of it is looked at. */
  #predict(phi: Float64Array, walk: number): number {
    const S = this.#covariance
    const N = this.weights.length
    const shrink = this.#shrink
    const last = this.#gain
    const g = this.#next
    let v = 0
    let at = 0
    for (let i = 0; i < N; i++) {
      const down = shrink * last[i]!
      const f = phi[i]!
      let sum = 0
      for (let j = 0; j < i; j++, at++) {
        const s = S[at]! - down * last[j]!
        S[at] = s
        sum += s * phi[j]!
        g[j]! += s * f
      }
      const s = S[at]! - down * last[i]! + walk
      S[at++] = s
      g[i] = sum + s * f
    }
    for (let i = 0; i < N; i++) v += g[i]! * phi[i]!
    this.#next = last
    this.#gain = g
    return v
  }

  /** As uncertain as at the start, at the weights of now. */
  reopen(): void {
    this.#covariance.fill(0)
    for (let i = 0; i < this.weights.length; i++) this.#covariance[(i * (i + 3)) / 2] = PRIOR
    this.#shrink = 0
  }

  /** Writes υ and Σ, with what is still to be taken off. */
  save(to: SnapshotWriter): void {
    to.array('weights', this.weights)
    to.array('covariance', this.#covariance)
    to.array('gain', [...this.#gain, this.#shrink])
  }

  /** Takes the saved ones. */
  load(from: SnapshotReader): void {
    const N = this.weights.length
    const weights = readArray(from, 'weights', 'F64', N, between(-MOST, MOST))
    const covariance = readArray(from, 'covariance', 'F64', this.#covariance.length, between(-MOST, MOST))
    const gain = readArray(from, 'gain', 'F64', N + 1, between(-MOST, MOST))
    const shrink = gain[N] as number
    const [before, after] = [new Float64Array(N * N), new Float64Array(N * N)]
    for (let i = 0, at = 0; i < N; i++) {
      for (let j = 0; j <= i; j++, at++) {
        before[i * N + j] = before[j * N + i] = covariance[at]!
        after[i * N + j] = after[j * N + i] = covariance[at]! - shrink * gain[i]! * gain[j]!
      }
    }
    checkSaved(shrink >= 0 && isCovariance(before, N) && isCovariance(after, N), 'covariance', 'one', covariance)
    this.weights.set(weights)
    this.#covariance.set(covariance)
    this.#gain.set(gain.subarray(0, N))
    this.#shrink = shrink
  }
}
