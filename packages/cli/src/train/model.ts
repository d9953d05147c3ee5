import type { Learner } from '@rivulet/core'
import { FeatureHasher, pipeline } from '@rivulet/features'
import { AutoClassifier, SoftmaxRegression } from '@rivulet/models'
import type { FeatureKind } from './features.ts'

/** The models that `--model` knows. */
export const modelNames = ['auto', 'sgd'] as const

/** The name of a model. */
export type ModelName = (typeof modelNames)[number]

/** A cap on the labels, so that a field of free text that is taken for a label cannot fill the memory. */
const MAX_LABELS = 1000

/** A fresh model of events with any labels, which are learned as they come; the features of fields are hashed. */
export function newModel(name: ModelName, features: FeatureKind): Learner<object> {
  const options = { labels: 'open', maxLabels: MAX_LABELS } as const
  const learner = name === 'auto' ? new AutoClassifier(options) : new SoftmaxRegression(options)
  return features === 'fields' ? pipeline(new FeatureHasher(), learner) : (learner as Learner as Learner<object>)
}
