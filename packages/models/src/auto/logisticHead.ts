import { log } from '@rivulet/core'
import type { BayesMixture } from './bayesMixture.ts'
import { HEARD, J } from './expertList.ts'
import type { Head, Mixing } from './head.ts'
import { implicitResidual } from './implicitResidual.ts'
import { INPUTS, type Mixer } from './mixer.ts'
import { quickSigmoid } from './quickSigmoid.ts'

/** Where B and M stand among the beliefs, after z. */
const B = J
const M = J + 1

/**
 * Two classes: one score z an expert, the log-odds of class 1.
 *
 * p_j = σ(z_j); B = Σ π_j p_j; M = σ(υ·φ) with φ_0 = clip(logit B, 20), φ_j = clip(z_j, 8) − clip(logit B, 8)
 */
export class LogisticHead implements Head {
  readonly rows: number = 1
  readonly #p: Float64Array = new Float64Array(J)
  readonly #phi: Float64Array = new Float64Array(INPUTS)
  readonly #recalled: Float64Array = new Float64Array(J)
  readonly #pair: Float64Array = new Float64Array(2)
  /** What is to be judged, beside φ: p_j, B, M. */
  #said: Float64Array = this.#p
  #b = 0
  #m = 0
  /** υ·φ and its σ, with today's υ. */
  #q = 0
  #today = 0

  /** z_j → p_j. */
  link(z: Float64Array): void {
    const p = this.#p
    for (let j = 0; j < J; j++) p[j] = quickSigmoid(z[j]!)
  }

  /** z_1 … z_J, B, M: the rest follows from them. */
  believe(z: Float64Array, bayes: BayesMixture, mixer: Mixer): number[] {
    const p = this.#p
    const pi = bayes.weights
    let b = 0
    for (let j = 0; j < J; j++) b += pi[j]! * p[j]!
    this.#inputs(z, b)
    const q = mixer.score(this.#phi)
    const m = quickSigmoid(q)
    this.#said = p
    this.#b = b
    this.#m = m
    this.#q = q
    this.#today = m
    return [z[0]!, z[1]!, z[2]!, z[3]!, z[4]!, z[5]!, z[6]!, z[7]!, z[8]!, b, m]
  }

  /** J + 2. */
  beliefs(): number {
    return J + 2
  }

  /** [1 − p, p]. */
  answer(beliefs: readonly number[], trust: number): number[] {
    const p = trust * beliefs[B]! + (1 - trust) * beliefs[M]!
    return [1 - p, p]
  }

  /** Takes z, B and M from a ticket. */
  recall(beliefs: readonly number[], mixer: Mixer): void {
    const p = this.#recalled
    for (let j = 0; j < J; j++) p[j] = quickSigmoid(beliefs[j]!)
    this.#said = p
    this.#b = probability(beliefs[B]!)
    this.#m = probability(beliefs[M]!)
    this.#inputs(beliefs, this.#b)
    this.#q = mixer.score(this.#phi)
    this.#today = quickSigmoid(this.#q)
  }

  /** π by p_j(y), the mixer by φ, the guard by B(y) and M(y). */
  judge(y: number, { bayes, mixer, guard }: Mixing, t: number, weight: number): void {
    bayes.update(this.#said, y === 1, t, weight)
    mixer.learn(this.#phi, this.#q, y - this.#today, t, weight)
    this.#pair[0] = this.#b
    this.#pair[1] = this.#m
    guard.update(this.#pair, y === 1, t, weight)
  }

  /** y − p_j. */
  residuals(y: number, residuals: Float64Array): number {
    let sum = 0
    for (let j = 0; j < J; j++) {
      const r = y - this.#p[j]!
      residuals[j] = r
      sum += r * r
    }
    return sum / J
  }

  /** y − σ(m), m = z_j + reach · (y − σ(m)). */
  land(z: Float64Array, y: number, expert: number, reach: number, residuals: Float64Array): void {
    const sign = y === 1 ? 1 : -1
    residuals[expert] = sign * implicitResidual(sign * z[expert]!, reach, Math.abs(residuals[expert]!))
  }

  #inputs(z: ArrayLike<number>, b: number): void {
    const phi = this.#phi
    const odds = log(b / (1 - b))
    const near = clip(odds, 8)
    phi[0] = clip(odds, 20)
    for (let i = 1; i < INPUTS; i++) phi[i] = clip(z[HEARD + i - 1]!, 8) - near
  }
}

/** A ticket that is not ours may say anything. */
function probability(p: number): number {
  return Math.min(1, Math.max(0, p))
}

function clip(z: number, bound: number): number {
  if (z > bound) return bound
  if (z < -bound) return -bound
  return z
}
