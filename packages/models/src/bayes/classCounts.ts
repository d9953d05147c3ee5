import type { Stateful } from '@rivulet/core'

/** What has been counted of the events of each class, from which P(x | c) follows. */
export interface ClassCounts<X> extends Stateful {
  /** The shape and its hyper-parameters, as a snapshot keeps them. */
  readonly name: string
  /** Refuses features that it has no probability for, before anything changes. */
  check(x: X): void
  /** Refuses what it may ask about but not take in, because that is full; what keeps no more than it is told has none. */
  checkRoom?(x: X): void
  /** Refuses another whose counts there is no room for, before anything changes. */
  checkMerge?(other: this): void
  /** Adds log P(x | c) to `into[c]` for every class. */
  addLog(x: X, into: Float64Array): void
  /** Counts x as `weight` events of class c. */
  count(x: X, c: number, weight: number): void
  /** Makes room for more classes, of which nothing has been counted. */
  grow(classes: number): void
  /** Takes over what another has counted, whose class c is class `classes[c]` here. */
  merge(other: this, classes: readonly number[]): void
}
