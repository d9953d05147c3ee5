import { log } from '@rivulet/core'
import { J, MIXED } from './expertList.ts'
import type { Belief } from './head.ts'
import { INPUTS, type Mixer } from './mixer.ts'
import type { Mixing } from './mixing.ts'
import { quickSigmoid } from './quickSigmoid.ts'

/** Where B and M stand among the numbers, after z. */
const B = J
const M = J + 1

/**
 * What is believed of two classes.
 *
 * B = Σ π_j p_j; M = σ(υ·φ) with φ_0 = clip(logit B, 20), φ_j = clip(z_j, 8) − clip(logit B, 8)
 *
 * Its numbers are z_1 … z_J, B, M: the rest follows from them.
 */
export class LogisticBelief implements Belief {
  numbers: readonly number[] = []
  /** p_j, B and M, as they were when the event was answered. */
  #p: Float64Array = new Float64Array(J)
  #b = 0
  #m = 0
  readonly #phi: Float64Array = new Float64Array(INPUTS)
  /** υ·φ and its σ, with today's υ. */
  #q = 0
  #sigma = 0
  readonly #guarded: Float64Array = new Float64Array(2)

  /** Of scores and what is mixed of them now. */
  form(z: Float64Array, p: Float64Array, { bayes, mixer }: Mixing): this {
    const pi = bayes.weights
    let b = 0
    for (let j = 0; j < J; j++) b += pi[j]! * p[j]!
    this.#mix(z, b, mixer)
    const m = this.#sigma
    this.#p = p
    this.#b = b
    this.#m = m
    this.numbers = [z[0]!, z[1]!, z[2]!, z[3]!, z[4]!, z[5]!, z[6]!, z[7]!, z[8]!, b, m]
    return this
  }

  /** Of the numbers of a ticket. */
  recall(numbers: readonly number[], mixer: Mixer): this {
    for (let j = 0; j < J; j++) this.#p[j] = quickSigmoid(numbers[j]!)
    this.#b = probability(numbers[B]!)
    this.#m = probability(numbers[M]!)
    this.#mix(numbers, this.#b, mixer)
    this.numbers = numbers
    return this
  }

  /** [1 − p, p]. */
  answer(trust: number): number[] {
    const p = trust * this.#b + (1 - trust) * this.#m
    return [1 - p, p]
  }

  /** π by p_j(y), the mixer by φ, the guard by B(y) and M(y). */
  judge(y: number, { bayes, mixer, guard }: Mixing, t: number, weight: number): void {
    bayes.update(this.#p, y === 1, t, weight)
    mixer.learn(this.#phi, this.#q, y - this.#sigma, t, weight)
    this.#guarded[0] = this.#b
    this.#guarded[1] = this.#m
    guard.update(this.#guarded, y === 1, t, weight)
  }

  #mix(z: ArrayLike<number>, b: number, mixer: Mixer): void {
    const phi = this.#phi
    const odds = log(b / (1 - b))
    const near = clip(odds, 8)
    phi[0] = clip(odds, 20)
    for (let i = 1; i < INPUTS; i++) phi[i] = clip(z[MIXED + i - 1]!, 8) - near
    this.#q = mixer.score(phi)
    this.#sigma = quickSigmoid(this.#q)
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
