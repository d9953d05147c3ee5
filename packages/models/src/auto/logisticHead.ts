import { log, sigmoid } from '@rivulet/core'
import type { BayesMixture } from './bayesMixture.ts'
import { J } from './experts.ts'
import type { Head, Mixing } from './head.ts'
import { implicitResidual } from './implicitResidual.ts'
import type { Mixer } from './mixer.ts'

/** Where B, logit B and M stand among the beliefs, after z and p. */
const B = 2 * J
const ODDS = 2 * J + 1
const M = 2 * J + 2
const BLANK: readonly number[] = Array.from({ length: 2 * J + 3 }, () => 0.5)

/**
 * Two classes: one score z an expert, the log-odds of class 1.
 *
 * p_j = σ(z_j); B = Σ π_j p_j; M = σ(υ·φ) with φ_0 = clip(logit B, 20), φ_j = clip(z_j, 8) − clip(logit B, 8)
 */
export class LogisticHead implements Head {
  readonly rows: number = 1
  readonly #p: Float64Array = new Float64Array(J)
  readonly #phi: Float64Array = new Float64Array(J + 1)
  readonly #likelihoods: Float64Array = new Float64Array(J)
  readonly #pair: Float64Array = new Float64Array(2)

  /** z_j → p_j. */
  link(z: Float64Array): void {
    for (let j = 0; j < J; j++) this.#p[j] = sigmoid(z[j]!)
  }

  /** z_1 … z_J, p_1 … p_J, B, logit B, M. */
  believe(z: Float64Array, bayes: BayesMixture, mixer: Mixer): number[] {
    const p = this.#p
    // A copy of the right length is cheaper than growing by 20 pushes.
    const beliefs = BLANK.slice()
    let b = 0
    for (let j = 0; j < J; j++) {
      beliefs[j] = z[j]!
      beliefs[J + j] = p[j]!
      b += bayes.weights[j]! * p[j]!
    }
    beliefs[B] = b
    beliefs[ODDS] = log(b / (1 - b))
    this.#inputs(beliefs)
    beliefs[M] = sigmoid(mixer.score(this.#phi))
    return beliefs
  }

  /** 2J + 3. */
  beliefs(): number {
    return 2 * J + 3
  }

  /** [1 − p, p]. */
  answer(beliefs: readonly number[], trust: number): number[] {
    const p = trust * beliefs[B]! + (1 - trust) * beliefs[M]!
    return [1 - p, p]
  }

  /** π by p_j(y), the mixer by φ, the guard by B(y) and M(y). */
  judge(beliefs: readonly number[], y: number, { bayes, mixer, guard }: Mixing, t: number, weight: number): void {
    const pair = this.#pair
    const likelihoods = this.#likelihoods
    for (let j = 0; j < J; j++) likelihoods[j] = y === 1 ? beliefs[J + j]! : 1 - beliefs[J + j]!
    pair[0] = y === 1 ? beliefs[B]! : 1 - beliefs[B]!
    pair[1] = y === 1 ? beliefs[M]! : 1 - beliefs[M]!
    this.#inputs(beliefs)
    bayes.update(likelihoods, t, weight)
    mixer.learn(this.#phi, mixer.score(this.#phi), y === 1, t, weight)
    guard.update(pair, t, weight)
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

  #inputs(beliefs: readonly number[]): void {
    const odds = beliefs[ODDS]!
    const near = clip(odds, 8)
    this.#phi[0] = clip(odds, 20)
    for (let j = 0; j < J; j++) this.#phi[j + 1] = clip(beliefs[j]!, 8) - near
  }
}

function clip(z: number, bound: number): number {
  if (z > bound) return bound
  if (z < -bound) return -bound
  return z
}
