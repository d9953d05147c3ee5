import { log } from '@rivulet/core'
import { MIXED } from './expertList.ts'
import type { Belief, Linked } from './head.ts'
import type { Mixing } from './mixing.ts'
import { quickSigmoid } from './quickSigmoid.ts'

/**
 * What is believed of two classes.
 *
 * B = Σ π_j p_j / Σ π_j over the experts that are awake; M = σ(υ·φ) with φ_0 = clip(logit B, 20),
 * φ_j = clip(z_j, 8) − clip(logit B, 8), and 0 for an expert that sleeps
 *
 * Its numbers are the z_j, B, M: the rest follows from them.
 */
export class LogisticBelief implements Belief {
  numbers: readonly number[] = []
  /** p_j, B and M, as they were when the event was answered. */
  readonly #p: Float64Array
  #awake = 0
  #b = 0
  #m = 0
  readonly #phi: Float64Array
  /** υ·φ and its σ, with today's υ. */
  #q = 0
  #sigma = 0
  readonly #guarded: Float64Array = new Float64Array(2)

  /** @param experts - the most that can be awake */
  constructor(experts: number) {
    this.#p = new Float64Array(experts)
    this.#phi = new Float64Array(experts - MIXED + 1)
  }

  /** Of probabilities and what is mixed of them now. */
  form(banks: readonly Linked[], mixing: Mixing): this {
    const pi = mixing.bayes.weights
    const numbers: number[] = []
    let j = 0
    let b = 0
    let mass = 0
    for (let i = 0; i < banks.length; i++) {
      const { experts, p, said } = banks[i]!
      for (let e = 0; e < experts; e++, j++) {
        this.#p[j] = p[e]!
        numbers.push(said[e]!)
        b += pi[j]! * p[e]!
        mass += pi[j]!
      }
    }
    b /= mass
    this.#awake = j
    this.#mix(numbers, b, mixing)
    const m = this.#sigma
    this.#b = b
    this.#m = m
    numbers.push(b, m)
    this.numbers = numbers
    return this
  }

  /** Of the numbers of a ticket. */
  recall(numbers: readonly number[], mixing: Mixing): this {
    const n = numbers.length - 2
    for (let j = 0; j < n; j++) this.#p[j] = quickSigmoid(numbers[j]!)
    this.#awake = n
    this.#b = probability(numbers[n]!)
    this.#m = probability(numbers[n + 1]!)
    this.#mix(numbers, this.#b, mixing)
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
    bayes.update(this.#p, this.#awake, y === 1, t, weight)
    mixer.learn(this.#phi, this.#q, y - this.#sigma, t, weight)
    this.#guarded[0] = this.#b
    this.#guarded[1] = this.#m
    guard.update(this.#guarded, 2, y === 1, t, weight)
  }

  #mix(z: ArrayLike<number>, b: number, { mixer }: Mixing): void {
    const phi = this.#phi
    const odds = log(b / (1 - b))
    const near = clip(odds, 8)
    const n = this.#awake
    phi[0] = clip(odds, 20)
    for (let j = MIXED; j < n; j++) phi[j - MIXED + 1] = clip(z[j]!, 8) - near
    for (let i = n - MIXED + 1; i < phi.length; i++) phi[i] = 0
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
