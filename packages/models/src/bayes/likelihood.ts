import type { Stateful, Vector } from '@rivulet/core'

/** What naive Bayes assumes of the features within a class: P(x | c) = Π_i P(x_i | c), with one shape for all i. */
export interface Likelihood extends Stateful {
  /** The shape and its hyper-parameters, as a snapshot keeps them. */
  readonly name: string
  /** Refuses features that it has no probability for, before anything changes. */
  check(x: Vector): void
  /** Adds log P(x | c) to `into[c]` for every class. */
  addLog(x: Vector, into: Float64Array): void
  /** Counts x as `weight` events of class c. */
  count(x: Vector, c: number, weight: number): void
  /** Makes room for more classes, of which nothing has been counted. */
  grow(classes: number): void
  /** Takes over what another has counted, whose class c is class `classes[c]` here. */
  merge(other: this, classes: readonly number[]): void
  /** log P(x | c) without any of the features of x that are not 0, and what feature i having value v adds to it. */
  partsOf(c: number, x: Vector): { readonly base: number; readonly add: (feature: number, value: number) => number }
}
