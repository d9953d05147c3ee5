import type { Vector } from '@rivulet/core'
import type { ClassCounts } from './classCounts.ts'

/** What naive Bayes assumes of the features within a class: P(x | c) = Π_i P(x_i | c), with one shape for all i. */
export interface Likelihood extends ClassCounts<Vector> {
  /** log P(x | c) without any of the features of x that are not 0, and what feature i having value v adds to it. */
  partsOf(c: number, x: Vector): { readonly base: number; readonly add: (feature: number, value: number) => number }
}
