import type { Belief, Head, Linked } from './head.ts'
import { implicitResidual } from './implicitResidual.ts'
import { LogisticBelief } from './logisticBelief.ts'
import type { Mixing } from './mixing.ts'
import { quickSigmoid } from './quickSigmoid.ts'

/**
 * Two classes: one score z an expert, the log-odds of class 1.
 *
 * p_j = σ(z_j)
 */
export class LogisticHead implements Head {
  readonly rows: number = 1
  readonly classes: number = 2
  readonly #belief: LogisticBelief
  readonly #recalled: LogisticBelief

  /** @param experts - the most that can be awake */
  constructor(experts: number) {
    this.#belief = new LogisticBelief(experts)
    this.#recalled = new LogisticBelief(experts)
  }

  /** z_j and p_j. */
  newLinked(experts: number): Linked {
    return new LinkedOdds(experts)
  }

  believe(linked: readonly Linked[], mixing: Mixing): Belief {
    return this.#belief.form(linked, mixing)
  }

  /** z_1 … z_J, B and M of a ticket. */
  recall(numbers: readonly number[], _classes: number, mixing: Mixing): Belief {
    return this.#recalled.recall(numbers, mixing)
  }

  awake(numbers: number): number {
    return numbers - 2
  }
}

/** z_j and p_j. */
class LinkedOdds implements Linked {
  readonly experts: number
  readonly p: Float64Array
  said: Float64Array

  constructor(experts: number) {
    this.experts = experts
    this.p = new Float64Array(experts)
    this.said = this.p
  }

  take(z: Float64Array): this {
    const { experts, p } = this
    for (let j = 0; j < experts; j++) p[j] = quickSigmoid(z[j]!)
    this.said = z
    return this
  }

  /** y − p_j. */
  residuals(y: number, residuals: Float64Array): number {
    const { experts, p } = this
    let sum = 0
    for (let j = 0; j < experts; j++) {
      const r = y - p[j]!
      residuals[j] = r
      sum += r * r
    }
    return sum / experts
  }

  /** y − σ(m), m = z_j + reach · (y − σ(m)). */
  implicit(y: number, expert: number, reach: number, residuals: Float64Array): void {
    const sign = y === 1 ? 1 : -1
    residuals[expert] = sign * implicitResidual(sign * this.said[expert]!, reach, Math.abs(residuals[expert]!))
  }
}
