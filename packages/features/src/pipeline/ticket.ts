import type { Label, Prediction } from '@rivulet/core'

/** A pipeline's prediction: its learner's, and the features it was made from. */
export type PipelineTicket<X, L extends Label = Label> = Prediction<L> & {
  /** What the steps made of the event when it was predicted. */
  readonly x: X
  /** The learner's own ticket, if that has an x of its own, as that of a pipeline within a pipeline. */
  readonly inner?: Prediction<L>
}
