import type { Learner, Vector } from '@rivulet/core'

/** What a copy of a model says of itself. */
export interface CopyHead {
  /** Events that the model has learned. */
  readonly learned: number
  /** The SHA-256 of its snapshot. */
  readonly state: string
  /** The newest events, and the SHA-256 of what it answers to them. */
  readonly examples: readonly Vector[]
  readonly answers: string
}

/** What answers. */
export type Answerer = Pick<Learner<Vector>, 'predict'>

/** All probabilities that a model gives to some events, one after the other: 64 bits each, so that not one of them can differ unseen. */
export function answersOf(model: Answerer, examples: readonly Vector[]): Float64Array {
  return Float64Array.from(examples.flatMap((x) => Array.from(model.predict(x).probabilities)))
}
