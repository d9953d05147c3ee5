import type { Learner } from '@rivulet/core'
import { FeatureHasher, pipeline } from '@rivulet/features'
import { AutoClassifier, SoftmaxRegression } from '@rivulet/models'

/** The models that `--model` knows. */
export const modelNames = ['auto', 'sgd'] as const

/** The name of a model. */
export type ModelName = (typeof modelNames)[number]

/** A cap on the labels, so that a field of free text that is taken for a label cannot fill the memory. */
const MAX_LABELS = 1000

/** A fresh model of events with any fields and any labels: their features are hashed, their labels learned as they come. */
export function newModel(name: ModelName): Learner<object> {
  const how = { labels: 'open', maxLabels: MAX_LABELS } as const
  return pipeline(new FeatureHasher(), name === 'auto' ? new AutoClassifier(how) : new SoftmaxRegression(how))
}
