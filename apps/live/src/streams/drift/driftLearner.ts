import { LogisticRegression } from '@rivulet/models'

/** The learner of a world that changes, that has learned nothing. */
export function driftLearner(): LogisticRegression<'no' | 'yes'> {
  return new LogisticRegression({ labels: ['no', 'yes'], features: 2 })
}
