import { J } from './expertList.ts'
import type { Belief, Head, Linked } from './head.ts'
import { implicitResidual } from './implicitResidual.ts'
import { LogisticBelief } from './logisticBelief.ts'
import type { Mixer } from './mixer.ts'
import type { Mixing } from './mixing.ts'
import { quickSigmoid } from './quickSigmoid.ts'

/**
 * Two classes: one score z an expert, the log-odds of class 1.
 *
 * p_j = σ(z_j)
 */
export class LogisticHead implements Head {
  readonly rows: number = 1
  readonly #linked: LinkedOdds = new LinkedOdds()
  readonly #recalled: LogisticBelief = new LogisticBelief()

  /** z_j → p_j. */
  link(z: Float64Array): Linked {
    return this.#linked.take(z)
  }

  /** z_1 … z_J, B and M of a ticket. */
  recall(numbers: readonly number[], _classes: number, mixer: Mixer): Belief {
    return this.#recalled.recall(numbers, mixer)
  }

  /** J + 2. */
  numbers(): number {
    return J + 2
  }
}

/** z_j and p_j. */
class LinkedOdds implements Linked {
  #z: Float64Array = new Float64Array(J)
  readonly #p: Float64Array = new Float64Array(J)
  readonly #belief: LogisticBelief = new LogisticBelief()

  take(z: Float64Array): this {
    const p = this.#p
    for (let j = 0; j < J; j++) p[j] = quickSigmoid(z[j]!)
    this.#z = z
    return this
  }

  believe(mixing: Mixing): LogisticBelief {
    return this.#belief.form(this.#z, this.#p, mixing)
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
  implicit(y: number, expert: number, reach: number, residuals: Float64Array): void {
    const sign = y === 1 ? 1 : -1
    residuals[expert] = sign * implicitResidual(sign * this.#z[expert]!, reach, Math.abs(residuals[expert]!))
  }
}
