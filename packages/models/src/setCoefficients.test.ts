import { encode, restore } from '@rivulet/core/snapshot'
import { adagrad, normalizedAdaptive } from '@rivulet/optim'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AveragedPerceptron } from './averagedPerceptron.ts'
import { LogisticRegression } from './logisticRegression.ts'
import { MulticlassPerceptron } from './multiclassPerceptron.ts'
import { Perceptron } from './perceptron.ts'
import { SoftmaxRegression } from './softmaxRegression.ts'

const value = fc.double({ min: -3, max: 3, noNaN: true })
const point = fc.array(value, { minLength: 2, maxLength: 2 })
const events = fc.array(fc.tuple(point, fc.nat(2)), { maxLength: 20 })

describe('coefficients that are set', () => {
  test('are the lecture’s W = [[2, 1], [1, 2]]: argmax Wx', () => {
    const model = new SoftmaxRegression({ labels: [1, 2], features: 2, bias: false })
    model.setCoefficients(1, { values: [2, 1] })
    model.setCoefficients(2, { values: [1, 2] })
    expect([model.predict([1, 0]).label, model.predict([0, 1]).label]).toEqual([1, 2])
    expect(model.predict([3, 5]).beliefs).toEqual([11, 13])
    expect(model.coefficients(2)).toEqual({ bias: 0, indices: [0, 1], values: [1, 2] })
  })
  test.each([
    ['sgd', {}],
    ['L1 and L2', { l1: 0.01, l2: 0.1 }],
    ['without bias', { bias: false }],
    ['without bias, L2', { bias: false, l2: 0.5 }],
  ])('of another model make its twin: %s', (_, options) => {
    fc.assert(
      fc.property(events, events, point, (all, later, x) => {
        const create = () => new SoftmaxRegression<number>({ labels: [0, 1, 2], eta: 0.1, ...options })
        const [model, twin] = [create(), create()]
        for (const [features, y] of all) model.learn(features, y)
        // The twin has learned something else before.
        for (const [features, y] of later) twin.learn(features, y)
        for (const y of [0, 1, 2]) twin.setCoefficients(y, model.coefficients(y))
        for (const [features, y] of [[x, 1] as const, ...later]) {
          for (const [k, p] of model.predict(features).probabilities.entries())
            expect(twin.predict(features).probabilities[k]).toBeCloseTo(p, 9)
          model.learn(features, y)
          twin.learn(features, y)
        }
      }),
    )
  })
  test('of two classes with one score are those of class 1, and minus those of class 0', () => {
    const [one, zero] = [0, 1].map(() => new LogisticRegression({ labels: ['ham', 'spam'], features: 2 }))
    one!.setCoefficients('spam', { bias: 1, values: [2, -3] })
    zero!.setCoefficients('ham', { bias: -1, values: [-2, 3] })
    expect(one!.coefficients('spam')).toEqual(zero!.coefficients('spam'))
    expect(zero!.predict([1, 1]).beliefs).toEqual([0])
  })
  test('keep t and the schedule, and an adaptive rule goes on from them', () => {
    for (const rule of [adagrad(), normalizedAdaptive()]) {
      const model = new LogisticRegression({ rule })
      for (let i = 0; i < 5; i++) model.learn([1, i], 1)
      const { t } = model
      model.setCoefficients(1, { values: [5] })
      expect([model.t, model.coefficients(1).values[1]]).toEqual([t, 0])
      model.learn([1, 1], 0)
      expect(model.coefficients(1).values[0]).toBeLessThan(5)
    }
  })
  test('that are none are refused, and change no byte', () => {
    const model = new SoftmaxRegression({ labels: ['a', 'b'], features: 2, bias: false })
    model.learn([1, 2], 'a')
    const bytes = encode(model)
    for (const [label, coefficients, reason] of [
      ['c', { values: [1] }, 'label should be one of the labels known, but is "c"'],
      ['a', { values: [Number.NaN] }, 'coefficients are no weights of this model'],
      ['a', { values: [1, 2, 3] }, 'should be'],
      ['a', { indices: [5], values: [1] }, 'coefficients are no weights of this model'],
      ['a', { bias: 1 }, 'bias should be 0, for there is none, but is 1'],
      ['a', { values: [1e101] }, 'coefficients are no weights of this model'],
    ] as const)
      expect(() => model.setCoefficients(label as 'a', coefficients)).toThrow(reason)
    expect(encode(model)).toEqual(bytes)
  })
})

describe('without a bias', () => {
  test.each([
    ['logistic regression: f(x) = σ(x·w), ½ at 0', new LogisticRegression<number>({ labels: [0, 1], bias: false }), 1],
    ['perceptron', new Perceptron<number>({ labels: [0, 1], bias: false }), 1],
    ['softmax regression', new SoftmaxRegression<number>({ labels: [0, 1], bias: false }), 2],
    ['multiclass perceptron', new MulticlassPerceptron<number>({ labels: [0, 1], bias: false }), 2],
    ['averaged perceptron', new AveragedPerceptron<number>({ labels: [0, 1], bias: false }), 1],
  ] as const)('%s: the score of x = 0 is 0, whatever was learned', (_, model, scores) => {
    for (let i = 0; i < 20; i++) model.learn([i % 3, 1], i % 5 === 0 ? 0 : 1)
    expect(model.predict([0, 0]).beliefs!.map((z) => z + 0)).toEqual(Array(scores).fill(0))
    if ('coefficients' in model) expect(model.coefficients(1).bias).toBe(0)
  })
  test('it learns as a model with a bias that is told of a feature that is always 0, and a snapshot tells them apart', () => {
    fc.assert(
      fc.property(events, (all) => {
        const without = new SoftmaxRegression<number>({ labels: [0, 1, 2], bias: false, eta: 0.5 })
        const W = [0, 1, 2].map(() => [0, 0])
        for (const [x, y] of all) {
          const z = W.map((w) => w[0]! * x[0]! + w[1]! * x[1]!)
          const e = z.map((zk) => Math.exp(zk - Math.max(...z)))
          const sum = e.reduce((a, b) => a + b)
          without.learn(x, y)
          for (const [k, w] of W.entries())
            for (const i of [0, 1]) w[i]! -= 0.5 * (e[k]! / sum - (k === y ? 1 : 0)) * x[i]!
        }
        for (const [k, w] of W.entries())
          for (const [j, i] of without.coefficients(k).indices.entries())
            expect(without.coefficients(k).values[j]).toBeCloseTo(w[i]!, 9)
      }),
    )
    const [a, b] = [new LogisticRegression({ bias: false }), new LogisticRegression()]
    expect(() => restore(b, encode(a))).toThrow('without bias')
    expect(() => new LogisticRegression({ bias: 0 as never })).toThrow('bias should be true or false, but is 0')
  })
})
