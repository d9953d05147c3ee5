import type { Label, Learner, Vector } from '@rivulet/core'
import {
  AutoClassifier,
  AveragedPerceptron,
  GaussianNaiveBayes,
  LogisticRegression,
  MulticlassPerceptron,
  OneVsRest,
  Perceptron,
  SoftmaxRegression,
  TanhPerceptron,
} from '@rivulet/models'

/** A model of the lectures, ready to learn points of the plane. */
export interface Choice {
  readonly name: string
  /** How many classes it takes; the others are left out of what it learns. */
  readonly classes: number
  /** Whether it has a step size to choose. */
  readonly eta: boolean
  readonly create: (eta: number) => Learner<Vector, Label>
}

const TWO = [0, 1] as const
const THREE = [0, 1, 2] as const

/** x₀, x₁ and their product: what a linear model needs for XOR. */
class WithProduct implements Learner<Vector, Label> {
  readonly #model: LogisticRegression<Label>

  constructor(eta: number) {
    this.#model = new LogisticRegression<Label>({ labels: TWO, features: 3, eta })
  }

  get t(): number {
    return this.#model.t
  }

  get labels(): readonly Label[] {
    return this.#model.labels
  }

  predict(x: Vector): ReturnType<LogisticRegression<Label>['predict']> {
    return this.#model.predict(crossed(x))
  }

  learn(x: Vector, y: Label): number {
    return this.#model.learn(crossed(x), y)
  }

  save(): void {}

  load(): void {}
}

function crossed(x: Vector): number[] {
  const [a = 0, b = 0] = x as number[]
  return [a, b, a * b]
}

/** Every model that the plane offers. */
export const choices: readonly Choice[] = [
  {
    name: 'Perceptron',
    classes: 2,
    eta: true,
    create: (eta) => new Perceptron<Label>({ labels: TWO, features: 2, eta }),
  },
  {
    name: 'Averaged perceptron',
    classes: 2,
    eta: false,
    create: () => new AveragedPerceptron<Label>({ labels: TWO, features: 2 }),
  },
  {
    name: 'Perceptron with tanh',
    classes: 2,
    eta: true,
    create: (eta) => new TanhPerceptron<Label>({ labels: TWO, features: 2, eta }),
  },
  {
    name: 'Logistic regression',
    classes: 2,
    eta: true,
    create: (eta) => new LogisticRegression<Label>({ labels: TWO, features: 2, eta }),
  },
  { name: 'Logistic regression on x₀, x₁, x₀x₁', classes: 2, eta: true, create: (eta) => new WithProduct(eta) },
  {
    name: 'Softmax regression',
    classes: 3,
    eta: true,
    create: (eta) => new SoftmaxRegression<Label>({ labels: THREE, features: 2, eta }),
  },
  {
    name: 'Multiclass perceptron',
    classes: 3,
    eta: true,
    create: (eta) => new MulticlassPerceptron<Label>({ labels: THREE, features: 2, eta }),
  },
  {
    name: 'One-vs-rest of logistic',
    classes: 3,
    eta: true,
    create: (eta) => new OneVsRest<Vector, Label>({ labels: THREE, learner: () => new LogisticRegression({ eta }) }),
  },
  {
    name: 'Gaussian naive Bayes',
    classes: 3,
    eta: false,
    create: () => new GaussianNaiveBayes<Label>({ labels: THREE, features: 2 }),
  },
  {
    name: 'AutoClassifier',
    classes: 3,
    eta: false,
    create: () => new AutoClassifier<Label>({ labels: THREE, features: 2 }),
  },
]
