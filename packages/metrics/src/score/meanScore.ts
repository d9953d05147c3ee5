import { InvalidEvent, type Label, type Prediction, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { checkWeight } from '../checkWeight.ts'
import type { ReversibleMetric } from '../reversibleMetric.ts'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'

/**
 * A metric that is the weighted mean of a score of each event. Who extends it writes the score and nothing else.
 *
 * value = Σ wᵢ sᵢ / Σ wᵢ
 *
 * Both sums are exact and rounded once, so `revert` and `merge` are exact.
 *
 * @example
 * ```ts
 * import { MeanScore } from '@rivulet/metrics'
 *
 * class Confidence extends MeanScore {
 *   score(_y, prediction) {
 *     return Math.max(...prediction.probabilities)
 *   }
 * }
 * const confidence = new Confidence()
 * confidence.update('ham', { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] })
 * confidence.value // => 0.75
 * ```
 */
export abstract class MeanScore<L extends Label = Label> implements ReversibleMetric<L> {
  #sum = new ExactSum()
  #weight = new ExactSum()

  /** The score of one event, finite; a function of its arguments alone. */
  abstract score(y: L, prediction: Prediction<L>): number

  /**
   * Counts one event.
   *
   * @throws InvalidEvent when the weight or the score is not a number that can be counted; nothing has changed then
   */
  update(y: L, prediction: Prediction<L>, weight = 1): void {
    checkWeight(weight)
    this.count(this.score(y, prediction), weight)
  }

  /** Takes one event back. */
  revert(y: L, prediction: Prediction<L>, weight = 1): void {
    checkWeight(weight)
    this.count(this.score(y, prediction), -weight)
  }

  /** Takes the other's events in. */
  merge(other: this): void {
    this.#sum.merge(other.#sum)
    this.#weight.merge(other.#weight)
  }

  /** The mean score; NaN before the first event. */
  get value(): number {
    return this.#sum.value / this.#weight.value
  }

  /** The sum of the weights of the events counted: their number, if none has another weight than 1. */
  get weight(): number {
    return this.#weight.value
  }

  /** Writes both sums. */
  save(to: SnapshotWriter): void {
    saveSums(to, 'sums', [this.#sum, this.#weight])
  }

  /** Restores both sums. */
  load(from: SnapshotReader): void {
    const [sum, weight] = loadSums(from, 'sums', 2) as [ExactSum, ExactSum]
    this.#sum = sum
    this.#weight = weight
  }

  /** Adds a score with its weight, which is negative when an event is taken back. */
  protected count(score: number, weight: number): void {
    const weighted = score * weight
    if (!Number.isFinite(weighted)) throw new InvalidEvent(`the score of an event should be finite, but is ${score}`)
    this.#sum.add(weighted)
    this.#weight.add(weight)
  }
}
