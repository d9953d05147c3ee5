import type { Label, Learner, Vector } from '@rivulet/core'
import { decode, encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { learners } from '../../test/learners.ts'
import { LogisticRegression } from '../logisticRegression.ts'
import { MulticlassPerceptron } from '../multiclassPerceptron.ts'
import { Perceptron } from '../perceptron.ts'
import { LinearRegression } from '../regression/linearRegression.ts'
import { SoftmaxRegression } from '../softmaxRegression.ts'
import { TanhPerceptron } from '../tanhPerceptron.ts'
import { regressionStep } from './regressionStep.ts'
import { step, type Watchable } from './step.ts'

const point = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 })
const events = fc.array(fc.tuple(point, fc.nat(2)), { maxLength: 12 })

describe('what is told of a step', () => {
  test.each(learners)(
    '$name: the model is as after learn, and the losses are those of learn',
    ({ create, examples }) => {
      const [watched, twin] = [create() as Learner<Vector, Label> & Watchable<Vector, Label>, create()]
      for (const { x, y } of examples.slice(0, 20)) {
        const before = twin.predict(x)
        const told = step(watched, x, y)
        expect(told.loss).toBe(twin.learn(x, y))
        expect([told.p, told.answer, told.labels]).toEqual([before.probabilities, before.label, before.labels])
        expect(told.answerAfter).toBe(twin.predict(x).label)
        const next = create()
        next.load(reader(twin))
        expect(told.lossAfter).toBeCloseTo(next.learn(x, y), 9)
      }
      expect(encode(watched)).toEqual(encode(twin))
    },
  )
  test.each([
    ['softmax regression', () => new SoftmaxRegression<number>({ labels: [0, 1, 2], eta: 0.5 })],
    ['multiclass perceptron', () => new MulticlassPerceptron<number>({ labels: 'open', eta: 0.5 })],
    ['softmax regression, open', () => new SoftmaxRegression<number>({ labels: 'open', eta: 0.5 })],
  ])('%s: ΔW is −η times the gradient times x, class by class', (_, create) => {
    fc.assert(
      fc.property(events, (all) => {
        const model = create()
        for (const [x, y] of all) {
          const { eta, gradient, changes } = step(model, x, y)
          expect(changes.map(({ label }) => label)).toEqual(model.labels)
          for (const [k, { change }] of changes.entries()) {
            const expected = [0, 1].map((i) => -eta * gradient[k]! * x[i]!)
            for (const i of [0, 1]) expect(change.values[change.indices.indexOf(i)] ?? 0).toBeCloseTo(expected[i]!, 12)
            expect(change.bias).toBeCloseTo(-eta * gradient[k]!, 12)
          }
        }
      }),
    )
  })
  test('softmax: the gradient is p − y', () => {
    fc.assert(
      fc.property(events, (all) => {
        const model = new SoftmaxRegression<number>({ labels: [0, 1, 2], eta: 0.5 })
        for (const [x, y] of all) {
          const { error, gradient, p } = step(model, x, y)
          expect(gradient).toEqual(error)
          expect(error.reduce((a, b) => a + b)).toBeCloseTo(0, 12)
          expect(error[y]).toBeCloseTo(p[y]! - 1, 15)
        }
      }),
    )
  })
  test.each([
    [
      'logistic regression',
      new LogisticRegression({ labels: [-1, 1], bias: false, eta: 0.5 }),
      (z: number) => 1 / (1 + Math.exp(-z)) - 1,
    ],
    ['perceptron', new Perceptron({ labels: [-1, 1], bias: false, eta: 0.5 }), (z: number) => (z > 0 ? 0 : -1)],
    [
      'differentiable perceptron',
      new TanhPerceptron({ labels: [-1, 1], bias: false, eta: 0.5 }),
      (z: number) => -(1 - Math.tanh(z)) * (1 - Math.tanh(z) ** 2),
    ],
  ] as const)('%s, y = +1: one score, one gradient, by the formula', (_, model, slope) => {
    for (let i = 0; i < 4; i++) {
      const { z, gradient, changes, loss, lossAfter } = step(model, [1, 2], 1)
      expect([z.length, gradient.length]).toEqual([1, 1])
      expect(gradient[0]).toBeCloseTo(slope(z[0]!), 12)
      const [against, of] = changes.map(({ change }) => change.values)
      for (const [j, change] of of!.entries()) {
        expect(change).toBeCloseTo(-0.5 * gradient[0]! * [1, 2][j]!, 12)
        expect(against![j]).toBe(-change)
      }
      expect(lossAfter).toBeLessThanOrEqual(loss)
    }
  })
  test('a refused event is refused as by learn, and changes no byte', () => {
    const model = new SoftmaxRegression({ labels: ['a', 'b'] })
    const bytes = encode(model)
    expect(() => step(model, [Number.NaN], 'a')).toThrow('x[0] should be a finite number')
    expect(() => step(model, [1], 'c' as 'a')).toThrow('y should be one of')
    expect(() => step(model, [1], 'a', { weight: -1 })).toThrow('weight should be')
    expect(encode(model)).toEqual(bytes)
  })
})

test('of a regression: z, z − y, ΔW = −η (z − y) x, and the loss falls', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(point, point), { maxLength: 12 }), (all) => {
      const model = new LinearRegression({ outputs: 2, eta: 0.01 })
      for (const [x, y] of all) {
        const { z, error, changes, eta, loss, lossAfter } = regressionStep(model, x, y)
        for (const c of [0, 1]) {
          expect(error[c]).toBe(z[c]! - y[c]!)
          expect(changes[c]!.bias).toBeCloseTo(-eta * error[c]!, 10)
          for (const i of [0, 1])
            expect(changes[c]!.values[changes[c]!.indices.indexOf(i)] ?? 0).toBeCloseTo(-eta * error[c]! * x[i]!, 10)
        }
        expect(loss).toBeCloseTo((error[0]! ** 2 + error[1]! ** 2) / 2, 10)
        expect(lossAfter).toBeLessThanOrEqual(loss)
      }
    }),
  )
})

function reader(model: Parameters<typeof encode>[0]): ReturnType<typeof decode> {
  return decode(encode(model))
}
