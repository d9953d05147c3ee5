import type { Label, Learner, Schedule, Vector } from '@rivulet/core'
import { AutoClassifier, type LinearClassifier, type MixtureMember } from '@rivulet/models'

/** The models by the name that `--model` gives them: the one that needs no tuning, and the lecture's, by SGD. */
export const MODELS = ['auto', 'sgd'] as const

/** One of {@link MODELS}. */
export type ModelName = (typeof MODELS)[number]

/** A learner, and what of it is shown. */
export interface StreamLearner {
  readonly model: Learner<Vector, Label> & Pick<LinearClassifier, 'coefficients'>
  /** Undefined is the learner's own. */
  readonly eta?: Schedule
  /** The members of a mixture, and how much each is believed. */
  readonly mixture?: () => readonly MixtureMember[]
  /** Why the model would refuse a label, if it would; asked before anything is computed for an event, and costs next to nothing. */
  readonly problemOf?: (y: Label) => string | undefined
}

/** The learner that needs no tuning. */
export function untuned(options: ConstructorParameters<typeof AutoClassifier>[0]): StreamLearner {
  const model = new AutoClassifier(options)
  return { model, mixture: () => model.mixture }
}
