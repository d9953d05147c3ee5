import type { Label, Learner, Vector } from '@rivulet/core'
import {
  AutoClassifier,
  AveragedPerceptron,
  BernoulliNaiveBayes,
  GaussianNaiveBayes,
  LogisticRegression,
  MulticlassPerceptron,
  MultinomialNaiveBayes,
  OneVsOne,
  OneVsRest,
  Perceptron,
  SoftmaxRegression,
  TanhPerceptron,
} from '@rivulet/models'

/** A learner that the kill test trains, and the labels of its stream. */
export interface Subject {
  readonly create: () => Learner<Vector, Label>
  readonly labels: readonly Label[]
}

const colours = ['red', 'green', 'blue'] as const
const mixed: readonly Label[] = [0, '0', false, 'ünï😀']

/** A learner of two labels is one of any labels here, where it sees no others. */
function binary(create: () => object): Subject {
  return { create: create as () => Learner<Vector, Label>, labels: [0, 1] }
}

function ofColours(create: () => object): Subject {
  return { create: create as () => Learner<Vector, Label>, labels: colours }
}

/** Every learner of `@rivulet/models`, in each of its manners; a test sees to it that none is forgotten. */
export const learners: Readonly<Record<string, Subject>> = {
  Perceptron: binary(() => new Perceptron()),
  LogisticRegression: binary(() => new LogisticRegression({ features: 5 })),
  'LogisticRegression, sparse': binary(() => new LogisticRegression()),
  MulticlassPerceptron: ofColours(() => new MulticlassPerceptron({ labels: colours })),
  'MulticlassPerceptron, open': { create: () => new MulticlassPerceptron({ labels: 'open' }), labels: mixed },
  SoftmaxRegression: ofColours(() => new SoftmaxRegression({ labels: colours, features: 5 })),
  'SoftmaxRegression, open': { create: () => new SoftmaxRegression({ labels: 'open' }), labels: mixed },
  'SoftmaxRegression, open, L1 and L2': {
    create: () => new SoftmaxRegression({ labels: 'open', l1: 0.001, l2: 0.1 }),
    labels: mixed,
  },
  AveragedPerceptron: binary(() => new AveragedPerceptron()),
  TanhPerceptron: binary(() => new TanhPerceptron()),
  'OneVsRest, open': {
    create: () => new OneVsRest({ labels: 'open', learner: () => new Perceptron() }),
    labels: mixed,
  },
  'OneVsOne of AutoClassifiers': ofColours(
    () => new OneVsOne({ labels: colours, learner: () => new AutoClassifier({ labels: [0, 1] }) }),
  ),
  // It refuses what is below 0, so most of the scaled events: a rejection must survive a kill as well.
  MultinomialNaiveBayes: ofColours(() => new MultinomialNaiveBayes({ labels: colours, features: 5 })),
  'BernoulliNaiveBayes, open': { create: () => new BernoulliNaiveBayes({ labels: 'open' }), labels: mixed },
  'GaussianNaiveBayes, open': { create: () => new GaussianNaiveBayes({ labels: 'open', features: 5 }), labels: mixed },
  AutoClassifier: binary(() => new AutoClassifier({ labels: [0, 1] as const })),
  'AutoClassifier, open': { create: () => new AutoClassifier({ labels: 'open' }), labels: mixed },
}
