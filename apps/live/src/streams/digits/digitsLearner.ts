import { SoftmaxRegression } from '@rivulet/models'
import { inverseScaling } from '@rivulet/optim'
import { type ModelName, type StreamLearner, untuned } from '../learners.ts'
import { DIGIT_WIDTH } from './digitWidth.ts'

/** The learner of the digits. */
export function digitsLearner(name: ModelName): StreamLearner {
  const options = { labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], features: DIGIT_WIDTH * DIGIT_WIDTH }
  if (name === 'auto') return untuned(options)
  return { model: new SoftmaxRegression(options) as StreamLearner['model'], eta: inverseScaling(0.5, 0.5) }
}
