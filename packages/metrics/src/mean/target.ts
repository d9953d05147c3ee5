import type { Label } from '@rivulet/core'

/** A soft target: what should have been predicted, as a distribution. A `Prediction` of another model is one. */
export interface Target<L extends Label = Label> {
  /** The classes. */
  readonly labels: readonly L[]
  /** One probability for each of `labels`; they sum to 1. */
  readonly probabilities: readonly number[]
}
