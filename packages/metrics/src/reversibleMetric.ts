import {
  checkPrediction,
  checkWeight,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { checkTruth } from './checkTruth.ts'
import type { Interval } from './interval/interval.ts'

/**
 * A metric that can take an event back and take another's events in, exactly: a window over it shows, to the last bit,
 * what the metric would show of the events in the window alone. It is a `Metric` when its Y, what it is told of an event, is the
 * label. What `Rolling`, `Estimate` and `report` need is no more than its methods; to extend it only saves writing them.
 *
 * @example
 * ```ts
 * import { Accuracy } from '@rivulet/metrics'
 *
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * const accuracy = new Accuracy()
 * accuracy.update('ham', ticket)
 * accuracy.update('spam', ticket)
 * accuracy.revert('spam', ticket)
 * accuracy.value // => 1
 * ```
 */
export abstract class ReversibleMetric<L extends Label = Label, Y = L> {
  /**
   * Counts one event.
   *
   * @param y - what happened: the label
   * @param prediction - the ticket made before the label was known; neither changed nor kept
   * @param weight - how many times the event counts, from 0 to 2⁶⁴
   * @throws InvalidEvent for what cannot be counted; nothing has changed then
   */
  update(y: Y, prediction: Prediction<L>, weight = 1): void {
    this.#check(y, prediction, weight)
    this.count(y, prediction, weight)
  }

  /** Undoes one earlier `update` with equal arguments, whichever it was. What was never counted must not be reverted. */
  revert(y: Y, prediction: Prediction<L>, weight = 1): void {
    this.#check(y, prediction, weight)
    this.count(y, prediction, -weight)
  }

  /** Counts all that another metric of the same kind has counted, and leaves it as it is. */
  abstract merge(other: this): void

  /**
   * Multiplies the weight of all that has been counted by 2ᵏ, k < 0, so that old events matter less. What is rounded off
   * cannot be brought back: after that, `revert` is exact no more.
   */
  abstract fade(powerOfTwo: number): void

  /** Between what its number always lies. */
  readonly range: Interval = { low: -Infinity, high: Infinity }

  /** Whether its number is the share of events that scored 1, the others scoring 0. */
  readonly proportion: boolean = false

  /** Whether what happened may be a distribution too, and not only one label. */
  readonly takesTargets: boolean = false

  /** The number now; NaN before there is one. */
  abstract get value(): number

  /** Writes the whole state. */
  abstract save(to: SnapshotWriter): void

  /** Restores it, or throws and changes nothing. */
  abstract load(from: SnapshotReader): void

  /** Counts one event with its weight, which is negative when it is taken back; throws before anything has changed. */
  protected abstract count(y: Y, prediction: Prediction<L>, weight: number): void

  #check(y: Y, prediction: Prediction<L>, weight: number): void {
    checkTruth(y, this.takesTargets)
    checkPrediction(prediction)
    checkWeight(weight)
  }
}
