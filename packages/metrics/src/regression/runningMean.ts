import type { Forecast, Quantity, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'
import { numbersOf } from './numbersOf.ts'
import type { QuantityForecaster } from './quantityForecaster.ts'

/** Says the weighted mean of all that became known so far, 0 before the first. */
export class RunningMean<Y extends Quantity> implements QuantityForecaster<Y> {
  readonly name: string = 'mean'
  readonly #first: Y
  #weight = new ExactSum()
  #sums: ExactSum[]

  /** @param first - what it says before anything is known */
  constructor(first: Y) {
    this.#first = first
    this.#sums = numbersOf(first, 'first').map(() => new ExactSum())
  }

  /** The mean so far. */
  forecast(): Forecast<Y> {
    const weight = this.#weight.value
    if (!(weight > 0)) return { value: this.#first }
    const means = this.#sums.map((sum) => sum.value / weight)
    return { value: (typeof this.#first === 'number' ? means[0] : means) as Y }
  }

  /** Takes a quantity into the mean. */
  learn(y: Y, weight: number): void {
    const numbers = numbersOf(y, 'y', this.#sums.length)
    for (const [c, sum] of this.#sums.entries()) sum.add((numbers[c] as number) * weight)
    this.#weight.add(weight)
  }

  /** Writes the sums. */
  save(to: SnapshotWriter): void {
    saveSums(to, 'sums', [this.#weight, ...this.#sums])
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    const [weight, ...sums] = loadSums(from, 'sums', this.#sums.length + 1) as [ExactSum, ...ExactSum[]]
    this.#weight = weight
    this.#sums = sums
  }
}
