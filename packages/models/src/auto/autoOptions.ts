import type { Label, LabelSpace } from '@rivulet/core'

/** What an `AutoClassifier` has beside its linear experts. */
export type InteractionChoice = 'auto' | 'none' | 'trees' | 'all'

/** What an `AutoClassifier` can be told. None of it is a matter of tuning. */
export interface AutoOptions<L extends Label> {
  /** The classes, in order; `'open'` takes them as they come. */
  readonly labels: LabelSpace<L>
  /** The most classes that open labels take, default 10,000. */
  readonly maxLabels?: number
  /**
   * What there is beside the linear experts: trees and products of pairs, as `'auto'`, the default, which lets them sleep
   * while more than 1,000 features are known, and products while an event has more than 24 inputs; `'all'` of both, whatever
   * the features, products for up to 64 inputs; `'trees'` alone; or `'none'`. With more than 50 classes, or `maxBytes` below 2²⁷, there are none.
   */
  readonly interactions?: InteractionChoice
  /** How many features an event has; without it, as many as come, with indices below 2²⁴. */
  readonly features?: number
  /**
   * The most bytes that weights may take, from 2¹⁶ to 2³², default 2³⁰ (1 GiB): what becomes of new features and classes when that is
   * full, `MemoryUse` says.
   */
  readonly maxBytes?: number
}
