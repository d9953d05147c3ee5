import type { Label, Learner, Vector } from '@rivulet/core'
import {
  GaussianNaiveBayes,
  type LinearClassifier,
  LogisticRegression,
  MulticlassPerceptron,
  OneVsRest,
  SoftmaxRegression,
} from '@rivulet/models'
import { bayesScore, linearScore } from './classScore.ts'
import { CLASSES, type ClassName, type ClassScore } from './picture.ts'

/** The step size of the models that have one. It does not shrink, because what is learned does not stay true. */
export const ETA = 0.2

/** A model over the plane, and what its regions are made of. */
export interface PlaneModel<M extends Learner<Vector, Label> = Learner<Vector, Label>> {
  readonly name: string
  readonly model: M
  readonly scores: () => ClassScore[]
}

const SPACE = { labels: 'open', maxLabels: CLASSES.length } as const
const OPEN = { ...SPACE, features: 2 } as const

/** The models of the lectures, side by side; classes are learned as they come. */
export function planeModels(): readonly [PlaneModel, PlaneModel, PlaneModel, PlaneModel] {
  const softmax = new SoftmaxRegression<ClassName>({ ...OPEN, eta: ETA })
  const perceptron = new MulticlassPerceptron<ClassName>(OPEN)
  const logistic = new OneVsRest<Vector, ClassName>({
    ...SPACE,
    learner: () => new LogisticRegression({ labels: [0, 1], features: 2, eta: ETA }),
  })
  const bayes = new GaussianNaiveBayes<ClassName>(OPEN)
  const binary = (k: number): LinearClassifier<0 | 1> => logistic.learner(k) as LogisticRegression<0 | 1>
  return [
    planeModel('Softmax', softmax, (label) => linearScore(softmax, label, label)),
    planeModel('Perceptron', perceptron, (label) => linearScore(perceptron, label, label)),
    planeModel('Logistic, one-vs-rest', logistic, (label, k) => linearScore(binary(k), 1, label)),
    planeModel('Naive Bayes, Gaussian', bayes, (label) => bayesScore(bayes, label)),
  ]
}

function planeModel(
  name: string,
  model: Learner<Vector, ClassName>,
  score: (label: ClassName, k: number) => ClassScore,
): PlaneModel {
  // Only labels of the plane reach the models.
  return { name, model: model as unknown as Learner<Vector, Label>, scores: () => model.labels.map(score) }
}
