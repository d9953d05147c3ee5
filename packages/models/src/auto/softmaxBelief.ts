import { exp, log } from '@rivulet/core'
import { MIXED } from './expertList.ts'
import type { Belief, Linked } from './head.ts'
import type { Mixer } from './mixer.ts'
import type { Mixing } from './mixing.ts'

/**
 * What is believed of K classes.
 *
 * B_k = Σ_j π_j p_jk; M = softmax_k(Σ_j υ_j s_jk), with b_k = log B_k − max, s_0k = max(b_k, −20),
 * s_jk = max(log p_jk − max, −8) − max(b_k, −8)
 *
 * The mixer learns from one number an input, how far it sets the true class above the others as M weighs them:
 * φ_j = s_jy − Σ_{k≠y} M_k s_jk / (1 − M_y), q = logit M_y. With K = 2 that is the logistic case.
 *
 * Its numbers are log p of class 0's experts, of class 1's, …; B; M.
 */
export class SoftmaxBelief implements Belief {
  readonly classes: number
  numbers: readonly number[] = []
  /** log p_jk, B and M, as they were when the event was answered. */
  readonly #log: Float64Array
  #awake = 0
  #b: ArrayLike<number>
  #m: ArrayLike<number>
  /** M with today's υ, and the s_jk that it is made of. */
  readonly #today: Float64Array
  readonly #s: Float64Array
  readonly #mixed: Float64Array
  readonly #phi: Float64Array
  readonly #likelihoods: Float64Array
  readonly #guarded: Float64Array = new Float64Array(2)

  /**
   * @param classes - K ≥ 1
   * @param experts - the most that can be awake
   */
  constructor(classes: number, experts: number) {
    const inputs = experts - MIXED + 1
    this.classes = classes
    this.#mixed = new Float64Array(classes)
    this.#today = new Float64Array(classes)
    this.#s = new Float64Array(classes * inputs)
    this.#phi = new Float64Array(inputs)
    this.#likelihoods = new Float64Array(experts)
    this.#log = new Float64Array(classes * experts)
    this.#b = this.#mixed
    this.#m = this.#today
  }

  /** Of probabilities and what is mixed of them now. */
  form(banks: readonly Linked[], { bayes, mixer }: Mixing): this {
    const K = this.classes
    const B = this.#mixed.fill(0)
    let n = 0
    for (let i = 0; i < banks.length; i++) n += banks[i]!.experts
    this.#awake = n
    let from = 0
    let mass = 0
    for (let i = 0; i < banks.length; i++) {
      const { experts, p, said } = banks[i]!
      for (let j = 0; j < experts; j++) {
        const pi = bayes.weights[from + j]!
        mass += pi
        for (let k = 0; k < K; k++) {
          B[k]! += pi * p[k * experts + j]!
          this.#log[k * n + from + j] = said[k * experts + j]!
        }
      }
      from += experts
    }
    for (let k = 0; k < K; k++) B[k]! /= mass
    this.#b = B
    this.#m = this.#today
    this.#mix(mixer)
    const numbers: number[] = []
    for (let at = 0; at < K * n; at++) numbers.push(this.#log[at]!)
    for (let k = 0; k < K; k++) numbers.push(B[k]!)
    for (let k = 0; k < K; k++) numbers.push(this.#m[k]!)
    this.numbers = numbers
    return this
  }

  /** Of the numbers of a ticket, which may say anything if it is not ours. */
  recall(numbers: readonly number[], { mixer }: Mixing): this {
    this.#awake = numbers.length / this.classes - 2
    const b = this.classes * this.#awake
    const probabilities = numbers.slice(b).map((p) => Math.min(1, Math.max(Number.MIN_VALUE, p)))
    for (let at = 0; at < b; at++) this.#log[at] = Math.min(0, numbers[at]!)
    this.#b = probabilities.slice(0, this.classes)
    this.#m = probabilities.slice(this.classes)
    this.#mix(mixer)
    this.numbers = numbers
    return this
  }

  /** trust · B + (1 − trust) · M. */
  answer(trust: number): number[] {
    const K = this.classes
    const p: number[] = []
    let sum = 0
    for (let k = 0; k < K; k++) {
      p.push(trust * this.#b[k]! + (1 - trust) * this.#m[k]!)
      sum += p[k]!
    }
    for (let k = 0; k < K; k++) p[k]! /= sum
    return p
  }

  /** π by p_j(y), the mixer by φ, the guard by B_y and M_y. */
  judge(y: number, { bayes, mixer, guard }: Mixing, t: number, weight: number): void {
    const K = this.classes
    const n = this.#awake
    const m = this.#today
    const INPUTS = this.#phi.length
    for (let j = 0; j < n; j++) this.#likelihoods[j] = exp(this.#log[y * n + j]!)
    bayes.update(this.#likelihoods, n, true, t, weight)
    let others = 0
    for (let k = 0; k < K; k++) if (k !== y) others += m[k]!
    if (others > 0) {
      for (let i = 0; i < INPUTS; i++) {
        let mean = 0
        for (let k = 0; k < K; k++) if (k !== y) mean += m[k]! * this.#s[k * INPUTS + i]!
        this.#phi[i] = this.#s[y * INPUTS + i]! - mean / others
      }
      mixer.learn(this.#phi, log(Math.max(m[y]!, Number.MIN_VALUE) / others), others, t, weight)
    }
    this.#guarded[0] = this.#b[y]!
    this.#guarded[1] = this.#m[y]!
    guard.update(this.#guarded, 2, true, t, weight)
  }

  /** M from B and log p_j. */
  #mix(mixer: Mixer): void {
    const K = this.classes
    const logs = this.#log
    const b = this.#b
    const s = this.#s
    const m = this.#today
    const n = this.#awake
    const INPUTS = this.#phi.length
    let top = 0
    for (let k = 0; k < K; k++) top = Math.max(top, b[k]!)
    for (let k = 0; k < K; k++) s[k * INPUTS] = log(Math.max(b[k]! / top, Number.MIN_VALUE))
    for (let i = 1; i < INPUTS; i++) {
      const j = MIXED + i - 1
      if (j >= n) {
        for (let k = 0; k < K; k++) s[k * INPUTS + i] = 0
        continue
      }
      let best = -Infinity
      for (let k = 0; k < K; k++) best = Math.max(best, logs[k * n + j]!)
      for (let k = 0; k < K; k++) {
        s[k * INPUTS + i] = Math.max(logs[k * n + j]! - best, -8) - Math.max(s[k * INPUTS]!, -8)
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
