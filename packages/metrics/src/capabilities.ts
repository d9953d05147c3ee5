import type { Label, Prediction, Stateful } from '@rivulet/core'
import type { Interval } from './interval/interval.ts'

/**
 * A metric, as windows and intervals see it: core's `Metric`, or one whose truths Y are soft targets. What it can do beside counting is
 * said by the three types below; a metric of yours has to inherit from nothing.
 */
export interface Counter<L extends Label, Y = L> extends Stateful {
  /** Counts one event, or throws InvalidEvent and changes nothing. */
  update(y: Y, prediction: Prediction<L>, weight?: number): void
  /** The number now; NaN before there is one. */
  readonly value: number
}

/** A counter that can take an event back: what `Rolling` and `RollingTime` need. */
export interface Revertible<L extends Label, Y = L> extends Counter<L, Y> {
  /** Undoes one earlier `update` with equal arguments, whichever it was, exactly. */
  revert(y: Y, prediction: Prediction<L>, weight?: number): void
}

/** A counter that can take in another's events: what `Estimate` needs. */
export interface Mergeable<L extends Label, Y = L> extends Counter<L, Y> {
  /** Counts all that another of the same kind has counted, and leaves it as it is. */
  merge(other: this): void
  /** Between what its number always lies; anything, if absent. */
  readonly range?: Interval
  /** Whether its number is the share of events that scored 1, the others scoring 0; no, if absent. */
  readonly proportion?: boolean
}

/** A counter whose events can be made to matter less: what `Fading` needs. */
export interface Fadable<L extends Label, Y = L> extends Counter<L, Y> {
  /** Multiplies the weight of all that has been counted by 2ᵏ, k < 0. */
  fade(powerOfTwo: number): void
}
