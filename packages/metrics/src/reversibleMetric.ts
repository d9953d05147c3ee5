import type { Label, Metric, Prediction } from '@rivulet/core'

/**
 * A metric that can take an event back and take another's events in, exactly: a window over it shows, to the last bit,
 * what the metric would show of the events in the window alone.
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
export interface ReversibleMetric<L extends Label = Label> extends Metric<L> {
  /** Undoes one earlier `update` with equal arguments, whichever it was. What was never counted must not be reverted. */
  revert(y: L, prediction: Prediction<L>, weight?: number): void
  /** Counts all that another metric of the same kind has counted, and leaves it as it is. */
  merge(other: this): void
}
