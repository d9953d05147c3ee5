import {
  InvalidEvent,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  show,
} from '@rivulet/core'
import { checkSaved } from '@rivulet/core/snapshot'
import { ReversibleMetric } from '../reversibleMetric.ts'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'

/** The largest score of an event times its weight: sums of as many as can be counted stay finite. */
const MAX_TERM = 2 ** 900

/**
 * A metric that is the weighted mean of a score of each event. Who extends it writes the score and nothing else.
 *
 * value = Σ wᵢ sᵢ / Σ wᵢ
 *
 * Both sums are exact and rounded once, so `revert` and `merge` are exact.
 *
 * @example
 * ```ts
 * import type { Label, Prediction } from '@rivulet/core'
 * import { MeanScore } from '@rivulet/metrics'
 *
 * class Confidence extends MeanScore {
 *   score(_y: Label, prediction: Prediction) {
 *     return Math.max(...prediction.probabilities)
 *   }
 * }
 * const confidence = new Confidence()
 * confidence.update('ham', { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] })
 * confidence.value // => 0.75
 * ```
 */
export abstract class MeanScore<L extends Label = Label, Y = L> extends ReversibleMetric<L, Y> {
  #sum = new ExactSum()
  #weight = new ExactSum()

  /** The score of one event, finite; a function of its arguments alone. */
  abstract score(y: Y, prediction: Prediction<L>): number

  /** Takes the other's events in. */
  override merge(other: this): void {
    this.#sum.merge(other.#sum)
    this.#weight.merge(other.#weight)
  }

  /** Makes all events so far weigh less. */
  override fade(powerOfTwo: number): void {
    this.#sum.scale(powerOfTwo)
    this.#weight.scale(powerOfTwo)
  }

  /** The mean score; NaN before the first event. */
  override get value(): number {
    return this.#sum.value / this.#weight.value
  }

  /** The sum of the weights of the events counted: their number, if none has another weight than 1. */
  get weight(): number {
    return this.#weight.value
  }

  /** Writes both sums. */
  override save(to: SnapshotWriter): void {
    saveSums(to, 'sums', [this.#sum, this.#weight])
  }

  /** Restores both sums. */
  override load(from: SnapshotReader): void {
    const [sum, weight] = loadSums(from, 'sums', 2, -Infinity) as [ExactSum, ExactSum]
    const slack = 1e-6 * weight.value + 1e-300
    const { low, high } = this.range
    const within =
      sum.value >= weight.value * Math.max(low, -1e300) - slack &&
      sum.value <= weight.value * Math.min(high, 1e300) + slack
    checkSaved(weight.value >= 0 && within, 'sums', `of scores from ${low} to ${high}`, [sum.value, weight.value])
    this.#sum = sum
    this.#weight = weight
  }

  protected override count(y: Y, prediction: Prediction<L>, weight: number): void {
    this.add(this.score(y, prediction), weight)
  }

  /** Adds a score with its weight, which is negative when an event is taken back. */
  protected add(score: number, weight: number): void {
    const weighted = score * weight
    if (!(Math.abs(weighted) <= MAX_TERM)) {
      throw new InvalidEvent(
        `the score of an event should be a finite number, times its weight at most 2⁹⁰⁰, but is ${show(score)}`,
      )
    }
    this.#sum.add(weighted)
    this.#weight.add(weight)
  }
}
