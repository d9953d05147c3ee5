import { InvalidEvent, type Label, type Learner, Random, type Vector } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { adagrad } from '@rivulet/optim'
import { describe, expect, test } from 'vitest'
import { AutoClassifier } from './auto/autoClassifier.ts'
import { BernoulliNaiveBayes } from './bayes/bernoulliNaiveBayes.ts'
import { GaussianNaiveBayes } from './bayes/gaussianNaiveBayes.ts'
import { MultinomialNaiveBayes } from './bayes/multinomialNaiveBayes.ts'
import { LogisticRegression } from './logisticRegression.ts'
import { MulticlassPerceptron } from './multiclassPerceptron.ts'
import { OneVsOne } from './reduction/oneVsOne.ts'
import { OneVsRest } from './reduction/oneVsRest.ts'
import { SoftmaxRegression } from './softmaxRegression.ts'

const LABELS: readonly Label[] = [0, '0', false, 'ünï😀', '', '__proto__', -1.5, true]

type Open = (maxLabels?: number) => Learner<Vector, Label>
const learner = () => new LogisticRegression({ eta: 0.5 })
const open: readonly (readonly [string, Open])[] = [
  ['softmax', (maxLabels = 99) => new SoftmaxRegression({ labels: 'open', maxLabels, eta: 0.5 })],
  ['softmax by AdaGrad', (maxLabels = 99) => new SoftmaxRegression({ labels: 'open', maxLabels, rule: adagrad() })],
  ['multiclass perceptron', (maxLabels = 99) => new MulticlassPerceptron({ labels: 'open', maxLabels })],
  ['one-vs-rest', (maxLabels = 99) => new OneVsRest<Vector, Label>({ labels: 'open', maxLabels, learner })],
  ['one-vs-one', (maxLabels = 99) => new OneVsOne<Vector, Label>({ labels: 'open', maxLabels, learner })],
  ['multinomial naive Bayes', (maxLabels = 99) => new MultinomialNaiveBayes({ labels: 'open', maxLabels })],
  ['Bernoulli naive Bayes', (maxLabels = 99) => new BernoulliNaiveBayes({ labels: 'open', maxLabels })],
  ['Gaussian naive Bayes', (maxLabels = 99) => new GaussianNaiveBayes({ labels: 'open', maxLabels, features: 8 })],
  ['Auto', (maxLabels = 99) => new AutoClassifier({ labels: 'open', maxLabels })],
]

/** Class k has much of feature k, and a little of the others. */
function event(k: number, random: Random): number[] {
  return LABELS.map((_, i) => (i === k ? 4 : 0) + random.below(2))
}

describe.each(open)('labels of %s', (_, create) => {
  test.each([1, 2, 3])('come in any order and of any type, later ones too, and are told apart (order %d)', (seed) => {
    const random = new Random(seed)
    const order = random.shuffle(LABELS.map((_, k) => k))
    const model = create()
    expect(model.predict(event(0, random)).label).toBeUndefined()
    for (let known = 1; known <= order.length; known++)
      for (let i = 0; i < 150; i++) {
        const k = order[random.below(known)]!
        model.learn(event(k, random), LABELS[k]!)
      }
    expect(new Set(model.labels)).toEqual(new Set(LABELS))
    expect(model.labels.length).toBe(LABELS.length)
    for (const k of order) {
      const { label, probabilities } = model.predict(LABELS.map((_, i) => (i === k ? 4 : 0)))
      expect(label).toBe(LABELS[k])
      expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
    }
  })
  test('are as many as the cap at most; one more is an invalid event that says so, and changes no byte', () => {
    const model = create(2)
    const [x, other] = [LABELS.map(() => 1), LABELS.map((_, i) => i)]
    model.learn(x, 'a')
    model.learn(other, 0)
    const bytes = encode(model)
    const reason = new InvalidEvent('y should be one of the 2 labels already known (the option maxLabels), but is "0"')
    expect(() => model.learn(x, '0')).toThrow(reason)
    expect(encode(model)).toEqual(bytes)
    expect(model.labels).toEqual(['a', 0])
  })
})
