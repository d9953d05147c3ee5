import { log } from '@rivulet/core'
import type { BayesMixture } from './bayesMixture.ts'
import { J } from './expertList.ts'
import type { Head, Mixing } from './head.ts'
import { implicitResidual } from './implicitResidual.ts'
import type { Mixer } from './mixer.ts'
import { quickSigmoid } from './quickSigmoid.ts'

/** Where B, logit B and M stand among the beliefs, after z and p. */
const B = 2 * J
const ODDS = 2 * J + 1
const M = 2 * J + 2

/**
 * Two classes: one score z an expert, the log-odds of class 1.
 *
 * p_j = σ(z_j); B = Σ π_j p_j; M = σ(υ·φ) with φ_0 = clip(logit B, 20), φ_j = clip(z_j, 8) − clip(logit B, 8)
 */
export class LogisticHead implements Head {
  readonly rows: number = 1
  readonly #p: Float64Array = new Float64Array(J)
  readonly #z: Float64Array = new Float64Array(J)
  readonly #phi: Float64Array = new Float64Array(J + 1)
  readonly #likelihoods: Float64Array = new Float64Array(J)
  readonly #pair: Float64Array = new Float64Array(2)

  /** z_j → p_j. */
  link(z: Float64Array): void {
    for (let j = 0; j < J; j++) this.#p[j] = quickSigmoid(z[j]!)
  }

  /** z_1 … z_J, p_1 … p_J, B, logit B, M. */
  believe(z: Float64Array, bayes: BayesMixture, mixer: Mixer): number[] {
    const p = this.#p
    const pi = bayes.weights
    let b = 0
    for (let j = 0; j < J; j++) b += pi[j]! * p[j]!
    const odds = log(b / (1 - b))
    this.#inputs(z, odds)
    const m = quickSigmoid(mixer.score(this.#phi))
    return [
      z[0]!,
      z[1]!,
      z[2]!,
      z[3]!,
      z[4]!,
      z[5]!,
      z[6]!,
      z[7]!,
      z[8]!,
      p[0]!,
      p[1]!,
      p[2]!,
      p[3]!,
      p[4]!,
      p[5]!,
      p[6]!,
      p[7]!,
      p[8]!,
      b,
      odds,
      m,
    ]
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
    const z = this.#z
    const likelihoods = this.#likelihoods
    for (let j = 0; j < J; j++) {
      z[j] = beliefs[j]!
      likelihoods[j] = y === 1 ? beliefs[J + j]! : 1 - beliefs[J + j]!
    }
    this.#inputs(z, beliefs[ODDS]!)
    bayes.update(likelihoods, t, weight)
    mixer.learn(this.#phi, mixer.score(this.#phi), y === 1, t, weight)
    const pair = this.#pair
    pair[0] = y === 1 ? beliefs[B]! : 1 - beliefs[B]!
    pair[1] = y === 1 ? beliefs[M]! : 1 - beliefs[M]!
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

  #inputs(z: Float64Array, odds: number): void {
    const phi = this.#phi
    const near = clip(odds, 8)
    phi[0] = clip(odds, 20)
    for (let j = 0; j < J; j++) phi[j + 1] = clip(z[j]!, 8) - near
  }
}

function clip(z: number, bound: number): number {
  if (z > bound) return bound
  if (z < -bound) return -bound
  return z
}
