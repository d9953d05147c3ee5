import type { Learner, Vector } from '@rivulet/core'
import { pipeline, StandardScaler } from '@rivulet/features'
import {
  AutoClassifier,
  type LinearOptions,
  LogisticRegression,
  MulticlassPerceptron,
  Perceptron,
  SoftmaxRegression,
} from '@rivulet/models'
import { adagrad, ftrlProximal, normalizedAdaptive } from '@rivulet/optim'
import { settingOf } from './schedules.ts'

type Make = (labels: readonly number[]) => Learner<Vector, number>

/** The learners of the benchmark. What is not written here is the library's default. */
const CONTENDERS: Readonly<Record<string, Make>> = {
  perceptron: (labels) => {
    const two = twoOf(labels)
    return two === undefined ? new MulticlassPerceptron({ labels }) : new Perceptron({ labels: two })
  },
  'sgd.01': linear({ eta: 0.01 }),
  'sgd-sqrt': linear({}),
  adagrad: linear({ rule: adagrad() }),
  ftrl: linear({ rule: ftrlProximal() }),
  normalized: linear({ rule: normalizedAdaptive() }),
  auto: (labels) => new AutoClassifier({ labels }),
}

/** Learners without a part, to see what it is worth; they run when they are asked for. */
const ABLATIONS: Readonly<Record<string, Make>> = {
  'auto-trees': (labels) => new AutoClassifier({ labels, interactions: 'trees' }),
  'auto-linear': (labels) => new AutoClassifier({ labels, interactions: 'none' }),
}

/** The names of those. */
export const ablations: readonly string[] = Object.keys(ABLATIONS)

const SCALED = 'scaled+'

/** The names of the learners that run unless others are asked for. */
export const contenders: readonly string[] = [...Object.keys(CONTENDERS), `${SCALED}auto`]

/** Whether there is a learner of this name. */
export function isLearner(name: string): boolean {
  return maker(name) !== undefined
}

/**
 * A new learner by its name: logistic for two classes, softmax for more; `scaled+` puts a standard scaler before it.
 *
 * @throws RangeError if there is none of this name, or if it cannot have so many classes
 */
export function newLearner(name: string, labels: readonly number[]): Learner<Vector, number> {
  const make = maker(name)
  if (make === undefined) throw new RangeError(`there is no learner ${name}`)
  return name.startsWith(SCALED) ? pipeline(new StandardScaler(), make(labels)) : make(labels)
}

function maker(name: string): Make | undefined {
  const plain = name.startsWith(SCALED) ? name.slice(SCALED.length) : name
  const setting = settingOf(plain)
  return setting === undefined ? new Map(Object.entries({ ...CONTENDERS, ...ABLATIONS })).get(plain) : linear(setting)
}

function linear(options: Pick<LinearOptions<number>, 'eta' | 'rule' | 'l2'>): Make {
  return (labels) => {
    const two = twoOf(labels)
    return two === undefined
      ? new SoftmaxRegression({ labels, ...options })
      : new LogisticRegression({ labels: two, ...options })
  }
}

function twoOf(labels: readonly number[]): readonly [number, number] | undefined {
  const [a, b, ...more] = labels
  return a === undefined || b === undefined || more.length > 0 ? undefined : [a, b]
}
