import type { Label, LabelSpace } from '@rivulet/core'

/** What an `AutoClassifier` can be told. None of it is a matter of tuning. */
export interface AutoOptions<L extends Label> {
  /** The classes, in order; `'open'` takes them as they come. */
  readonly labels: LabelSpace<L>
  /** The most classes that open labels take, default 10,000. */
  readonly maxLabels?: number
  /** How many features an event has; without it, as many as come, with indices below 2²⁴. */
  readonly features?: number
  /**
   * The most bytes that weights may take, from 2¹⁶ to 2³², default 2³⁰ (1 GiB): what becomes of new features and classes when that is
   * full, `MemoryUse` says.
   */
  readonly maxBytes?: number
}
