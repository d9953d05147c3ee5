import type { Label, LabelSpace } from '@rivulet/core'
import type { BinaryLearner } from './binaryLearners.ts'

/** How many classes are learned by learners of two. */
export interface ReductionOptions<X, L extends Label> {
  /** The classes, in order; `'open'` takes them as they come. */
  readonly labels: LabelSpace<L>
  /** The most classes that open labels take, default 10,000. */
  readonly maxLabels?: number
  /** Makes a binary learner, with labels 0 and 1, always alike. */
  readonly learner: () => BinaryLearner<X>
}
