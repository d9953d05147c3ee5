import { SoftmaxRegression } from '@rivulet/models'
import { inverseScaling } from '@rivulet/optim'
import { labelRoom } from './labelRoom.ts'
import { type ModelName, type StreamLearner, untuned } from './learners.ts'

/** The most memory that a model takes, in bytes: a snapshot of it should be a matter of some tenths of a second. */
const MAX_BYTES = 2 ** 27

/** The most classes that are learned as they come. */
const MAX_LABELS = 1000

/** A learner of events with any fields; classes are learned as they come. */
export function fieldsLearner(name: ModelName): StreamLearner {
  const how = { labels: 'open', maxLabels: MAX_LABELS } as const
  const learner =
    name === 'auto'
      ? untuned({ ...how, maxBytes: MAX_BYTES })
      : { model: new SoftmaxRegression(how), eta: inverseScaling(0.5, 0.5) }
  return { ...learner, problemOf: labelRoom(learner.model, MAX_LABELS) }
}
