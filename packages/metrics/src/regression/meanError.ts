import type { Quantity, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'
import { pairOf } from './numbersOf.ts'
import { RegressionMetric } from './regressionMetric.ts'

/** The weighted mean over events of what an error costs, itself the mean over the outputs. */
export abstract class MeanError<Y extends Quantity = number> extends RegressionMetric<Y> {
  #sum = new ExactSum()
  #weight = new ExactSum()

  /** What an error costs, ≥ 0. */
  protected abstract cost(error: number): number

  /** The mean cost of the errors; NaN before the first event. */
  override get value(): number {
    return this.#sum.value / this.#weight.value
  }

  /** Takes the other's events in. */
  override merge(other: this): void {
    this.#sum.merge(other.#sum)
    this.#weight.merge(other.#weight)
  }

  /** Writes both sums. */
  override save(to: SnapshotWriter): void {
    saveSums(to, 'sums', [this.#sum, this.#weight])
  }

  /** Restores both sums. */
  override load(from: SnapshotReader): void {
    const [sum, weight] = loadSums(from, 'sums', 2) as [ExactSum, ExactSum]
    this.#sum = sum
    this.#weight = weight
  }

  protected override count(y: Y, value: Y, weight: number): void {
    const [happened, said] = pairOf(y, value)
    let cost = 0
    for (let c = 0; c < happened.length; c++) cost += this.cost((happened[c] as number) - (said[c] as number))
    this.#sum.add((cost / happened.length) * weight)
    this.#weight.add(weight)
  }
}
