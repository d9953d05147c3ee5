import { type Label, type Learner, Random, type Vector } from '@rivulet/core'
import { learnerLaws } from '@rivulet/core/conformance'
import { adagrad, ftrlProximal, hingeLoss, normalizedAdaptive, passiveAggressive } from '@rivulet/optim'
import { describe, test } from 'vitest'
import { AutoClassifier } from './auto/autoClassifier.ts'
import { LinearClassifier } from './linearClassifier.ts'
import { LogisticRegression } from './logisticRegression.ts'
import { MulticlassPerceptron } from './multiclassPerceptron.ts'
import { Perceptron } from './perceptron.ts'
import { SoftmaxRegression } from './softmaxRegression.ts'

const random = new Random(1)

/** Examples of K classes: class k leans on feature k. */
function dense<L extends Label>(labels: readonly L[]): { x: Vector; y: L }[] {
  return Array.from({ length: 60 }, () => {
    const k = random.below(labels.length)
    const x = Array.from({ length: 5 }, (_, i) => random.normal() + (i === k ? 1.5 : 0))
    return { x, y: labels[k] as L }
  })
}

function sparse<L extends Label>(labels: readonly L[]): { x: Vector; y: L }[] {
  return Array.from({ length: 60 }, () => {
    const k = random.below(labels.length)
    const indices = [...new Set([k, 100 + random.below(50), 1000 + random.below(50)])]
    return { x: { indices, values: indices.map(() => random.next()) }, y: labels[k] as L }
  })
}

const bits = [0, 1] as const
const colours = ['red', 'green', 'blue'] as const
const mixed: readonly Label[] = [0, '0', false, 'ünï😀']

type Registered = [string, () => Learner<Vector, Label>, { x: Vector; y: Label }[], boolean]
const registry: Registered[] = [
  ['Perceptron', () => new Perceptron() as Learner<Vector, Label>, dense(bits), false],
  [
    'LogisticRegression, dense',
    () => new LogisticRegression({ features: 5 }) as Learner<Vector, Label>,
    dense(bits),
    true,
  ],
  ['LogisticRegression, sparse', () => new LogisticRegression() as Learner<Vector, Label>, sparse(bits), true],
  [
    'MulticlassPerceptron',
    () => new MulticlassPerceptron({ labels: colours }) as Learner<Vector, Label>,
    dense(colours),
    false,
  ],
  ['MulticlassPerceptron, open', () => new MulticlassPerceptron({ labels: 'open' }), sparse(mixed), false],
  [
    'SoftmaxRegression',
    () => new SoftmaxRegression({ labels: colours }) as Learner<Vector, Label>,
    dense(colours),
    true,
  ],
  ['SoftmaxRegression, open', () => new SoftmaxRegression({ labels: 'open' }), sparse(mixed), true],
  [
    'LogisticRegression by AdaGrad',
    () => new LogisticRegression({ rule: adagrad() }) as Learner<Vector, Label>,
    sparse(bits),
    true,
  ],
  [
    'SoftmaxRegression by FTRL-Proximal, open',
    () => new SoftmaxRegression({ labels: 'open', rule: ftrlProximal({ l1: 0.1 }) }),
    sparse(mixed),
    true,
  ],
  [
    'SoftmaxRegression by the normalised adaptive rule, open',
    () => new SoftmaxRegression({ labels: 'open', rule: normalizedAdaptive }),
    sparse(mixed),
    true,
  ],
  [
    'a hinge classifier by passive-aggressive II',
    () =>
      new LinearClassifier(hingeLoss, { labels: bits, rule: passiveAggressive({ variant: 'II' }) }) as Learner<
        Vector,
        Label
      >,
    dense(bits),
    false,
  ],
  [
    'AutoClassifier, two classes',
    () => new AutoClassifier({ labels: bits, features: 5 }) as Learner<Vector, Label>,
    dense(bits),
    true,
  ],
  [
    'AutoClassifier, three classes',
    () => new AutoClassifier({ labels: colours }) as Learner<Vector, Label>,
    sparse(colours),
    true,
  ],
  ['AutoClassifier, open', () => new AutoClassifier({ labels: 'open' }), sparse(mixed), true],
]

describe.each(registry)('%s', (_, create, examples, probabilistic) => {
  for (const law of learnerLaws({ create, examples, probabilistic })) test(law.name, () => law.check())
})
