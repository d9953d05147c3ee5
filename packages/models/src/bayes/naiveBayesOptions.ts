import type { Label, LabelSpace } from '@rivulet/core'

/** What every naive Bayes classifier can be told. */
export interface NaiveBayesOptions<L extends Label> {
  /** The classes, in order; `'open'` takes them as they come. */
  readonly labels: LabelSpace<L>
  /** The most classes that open labels take, default 10,000. */
  readonly maxLabels?: number
  /** The pseudo-count of each class, ≥ 0, default 1; with 0 a class has the share of the events that it had, as in most lectures. */
  readonly prior?: number
}
