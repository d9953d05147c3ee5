import { LogisticRegression } from '@rivulet/models'
import { inverseScaling } from '@rivulet/optim'
import { type ModelName, type StreamLearner, untuned } from '../learners.ts'

/** The learner of the flights. */
export function flightsLearner(model: ModelName): StreamLearner {
  const labels = ['on time', 'late'] as const
  if (model === 'auto') return untuned({ labels })
  return { model: new LogisticRegression({ labels }) as StreamLearner['model'], eta: inverseScaling(0.4, 0.5) }
}
