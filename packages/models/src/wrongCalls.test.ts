import type { Vector } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { adagrad, sgd } from '@rivulet/optim'
import { describe, expect, test } from 'vitest'
import {
  AutoClassifier,
  AveragedPerceptron,
  epochs,
  GaussianNaiveBayes,
  LinearRegression,
  LogisticRegression,
  OneVsRest,
  Perceptron,
  SoftmaxRegression,
  StructuredPerceptron,
  voronoiCells,
} from './index.ts'

/** A call as plain JavaScript makes it. */
// biome-ignore lint/suspicious/noExplicitAny: what types would refuse is what is tested
type Wrong = any

const labels = ['a', 'b'] as const

describe('a wrong option is refused, in words that name it', () => {
  test.each<[string, () => unknown, string]>([
    ['misspelt', () => new SoftmaxRegression({ labels, learningRate: 0.1 } as Wrong), 'there is "learningRate"'],
    ['of another model', () => new AutoClassifier({ labels, l2: 0.1 } as Wrong), 'there is "l2"'],
    ['of two classes', () => new LogisticRegression({ maxLabels: 2 } as Wrong), 'there is "maxLabels"'],
    ['not known to it', () => new AveragedPerceptron({ l1: 1 } as Wrong), 'there is "l1"'],
    ['no options', () => new (SoftmaxRegression as Wrong)(), 'options of SoftmaxRegression should be an object of'],
    ['no options', () => new (AutoClassifier as Wrong)(), 'options of AutoClassifier should be an object of'],
    ['null', () => new LogisticRegression(null as Wrong), 'should be an object of'],
    ['a list', () => new Perceptron(['a', 'b'] as Wrong), 'should be an object of'],
    ['no seed', () => epochs([1], undefined as Wrong), 'options of epochs should be an object of'],
    ['a text', () => new SoftmaxRegression({ labels, eta: '0.1' } as Wrong), 'but is "0.1"'],
    ['not positive', () => new SoftmaxRegression({ labels, eta: -1 }), 'eta should be a finite number > 0'],
    [
      'a name',
      () => new SoftmaxRegression({ labels, rule: 'adam' } as Wrong),
      'rule should be an update rule, as sgd()',
    ],
    ['a factory', () => new SoftmaxRegression({ labels, rule: adagrad } as Wrong), 'sgd(), but is a function'],
    ['null', () => new SoftmaxRegression({ labels, rule: null } as Wrong), 'sgd(), but is null'],
    [
      'an object',
      () => new SoftmaxRegression({ labels, classWeights: { b: 5 } } as Wrong),
      'classWeights should be a Map',
    ],
    [
      'a text',
      () => new LogisticRegression({ features: '2' } as Wrong),
      'features should be a whole number ≥ 1, but is "2"',
    ],
    ['a text', () => new LogisticRegression({ l2: '1' } as Wrong), 'l2 should be a finite number ≥ 0, but is "1"'],
    ['no learner', () => new OneVsRest({ labels } as Wrong), 'learner should be what makes a binary learner'],
    ['misspelt', () => new GaussianNaiveBayes({ labels, features: 2, smoothing: 1 } as Wrong), 'there is "smoothing"'],
    ['of classifiers', () => new LinearRegression({ labels } as Wrong), 'there is "labels"'],
    ['no map', () => new StructuredPerceptron({ labels } as Wrong), 'map should be a function'],
    [
      'a list',
      () => voronoiCells([{ bias: 0, a: 1, b: 0 }], [0, 1, 0, 1] as Wrong),
      'box should be { left, right, bottom, top }',
    ],
  ])('%s: %o', (_, call, words) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(words)
  })
  test('right ones are taken', () => {
    const eta = (t: number): number => 1 / (t + 1)
    expect(() => new SoftmaxRegression({ labels, eta, rule: sgd(), maxBytes: 2 ** 20, l1: 0 })).not.toThrow()
  })
})

test.each([
  new SoftmaxRegression({ labels }),
  new AutoClassifier({ labels }),
  new AveragedPerceptron({ labels }),
  new GaussianNaiveBayes({ labels, features: 2 }),
])('a number beside the example is refused, not ignored', (model) => {
  const bytes = encode(model)
  expect(() => model.learn([1, 2], 'a', 0.1 as Wrong)).toThrow('the options of learn should be an object')
  expect(encode(model)).toEqual(bytes)
})

test("the ticket of another kind of model is refused, a linear model's own is taken, also as JSON", () => {
  const x = [1, -1]
  const model = new SoftmaxRegression<string>({ labels: ['a', 'b', 'c'] })
  const others = [
    new AutoClassifier<string>({ labels: ['a', 'b', 'c'] }),
    new LogisticRegression<string>({ labels: ['a', 'b'] }),
    new OneVsRest<Vector, string>({ labels: ['a', 'b', 'c'], learner: () => new Perceptron() }),
  ]
  for (let i = 0; i < 9; i++) model.learn(x, 'b')
  const bytes = encode(model)
  for (const other of others) {
    other.learn(x, 'a')
    expect(() => model.learn(x, 'a', { ticket: other.predict(x) })).toThrow(/ticket should/)
  }
  expect(encode(model)).toEqual(bytes)
  const ticket = model.predict(x)
  expect(model.learn(x, 'a', { ticket: JSON.parse(JSON.stringify(ticket)) })).toBeCloseTo(
    -Math.log(ticket.probabilities[0]!),
    9,
  )
})
