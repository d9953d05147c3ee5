import type { SparseVector } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import {
  type ClassificationLoss,
  constant,
  exponential,
  inverseScaling,
  logisticLoss,
  pegasos,
  softmaxLoss,
} from '@rivulet/optim'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LinearClassifier } from './linearClassifier.ts'

const FEATURES = 8
const vector: fc.Arbitrary<SparseVector> = fc
  .uniqueArray(fc.integer({ min: 0, max: FEATURES - 1 }), { maxLength: 4 })
  .chain((indices) =>
    fc
      .array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: indices.length, maxLength: indices.length })
      .map((values) => ({ indices: indices.sort((a, b) => a - b), values })),
  )
const strength = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.5, noNaN: true }))
const schedule = fc.constantFrom(
  constant(0.1),
  constant(3),
  inverseScaling(0.5),
  inverseScaling(1, 1),
  exponential(1, 0.9),
  pegasos(0.2),
)

/** The dense form, as the formula says: every weight takes every step. */
class Dense {
  readonly loss: ClassificationLoss
  readonly l1: number
  readonly l2: number
  readonly w: number[][]
  readonly b: number[]
  constructor(loss: ClassificationLoss, classes: number, l1: number, l2: number) {
    this.loss = loss
    this.l1 = l1
    this.l2 = l2
    this.b = Array.from({ length: loss.scores(classes) }, () => 0)
    this.w = this.b.map(() => Array.from({ length: FEATURES }, () => 0))
  }
  learn({ indices, values }: SparseVector, y: number, eta: number): void {
    const x = Array.from({ length: FEATURES }, () => 0)
    for (const [j, i] of (indices as number[]).entries()) x[i] = values[j]!
    const z = this.b.map((b, k) => b + x.reduce((sum, xi, i) => sum + xi * this.w[k]![i]!, 0))
    const g = z.map(() => 0)
    this.loss.gradient(z, y, g)
    for (const [k, w] of this.w.entries()) {
      this.b[k]! -= eta * g[k]!
      for (const [i, wi] of w.entries()) {
        const v = Math.max(0, 1 - eta * this.l2) * wi - eta * g[k]! * x[i]!
        w[i] = Math.sign(v) * Math.max(0, Math.abs(v) - eta * this.l1)
      }
    }
  }
}

describe.each([
  ['logistic', logisticLoss, 2],
  ['softmax', softmaxLoss, 3],
] as const)('%s with L1 and L2', (_, loss, classes) => {
  const examples = fc.array(fc.tuple(vector, fc.integer({ min: 0, max: classes - 1 })), { minLength: 1, maxLength: 60 })
  const labels = Array.from({ length: classes }, (_, k) => k)
  const weightsOf = (model: LinearClassifier<number>) =>
    labels.slice(-loss.scores(classes)).map((label) => {
      const { bias, indices, values } = model.coefficients(label)
      return [bias, ...Array.from({ length: FEATURES }, (_, i) => values[indices.indexOf(i)] ?? 0)]
    })

  test('the lazy form is the dense form, to 1e-10, whatever the schedule', () => {
    fc.assert(
      fc.property(examples, strength, strength, schedule, (events, l1, l2, eta) => {
        const model = new LinearClassifier<number>(loss, { labels, eta, l1, l2 })
        const dense = new Dense(loss, classes, l1, l2)
        for (const [t, [x, y]] of events.entries()) {
          model.learn(x, y)
          dense.learn(x, y, eta(t))
          for (const [k, w] of weightsOf(model).entries()) {
            for (const [i, wi] of w.entries()) {
              const expected = i === 0 ? dense.b[k]! : dense.w[k]![i - 1]!
              expect(Math.abs(wi - expected)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(expected)))
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('reading the weights, predicting and saving change no byte, so that bytes do not depend on when rows are caught up', () => {
    fc.assert(
      fc.property(examples, strength, strength, schedule, (events, l1, l2, eta) => {
        const options = { labels, eta, l1, l2 }
        const [quiet, read] = [new LinearClassifier<number>(loss, options), new LinearClassifier<number>(loss, options)]
        let saved = read
        for (const [x, y] of events) {
          quiet.learn(x, y)
          saved.learn(x, y)
          saved.predict({ indices: [0, 1, 2, 3, 4, 5, 6, 7], values: [1, 1, 1, 1, 1, 1, 1, 1] })
          weightsOf(saved)
          const next = new LinearClassifier<number>(loss, options)
          restore(next, encode(saved))
          saved = next
        }
        expect(encode(saved)).toEqual(encode(quiet))
      }),
      { numRuns: 50 },
    )
  })
})

test('a feature that sleeps for long is as in the dense form: through many ages, and through a step that empties the weights', () => {
  const [x, other] = [
    { indices: [0], values: [1] },
    { indices: [1], values: [1] },
  ]
  for (const [eta, l1, l2, events] of [
    [0.5, 0, 1, 5000],
    [0.01, 1e-4, 0.01, 5000],
    [0.9, 1e-6, 1, 3000],
    [1, 0.001, 2, 50],
    [1e-5, 1e-3, 0, 20_000],
  ] as const) {
    const model = new LinearClassifier<number>(logisticLoss, { labels: [0, 1], eta, l1, l2 })
    const dense = new Dense(logisticLoss, 2, l1, l2)
    for (let t = 0; t < events; t++) {
      const [event, y] = t % 1000 === 0 ? [x, 1] : [other, t % 2]
      model.learn(event, y)
      dense.learn(event, y, eta)
      if (t % 97 === 0) {
        const { indices, values } = model.coefficients(1)
        for (const [j, i] of indices.entries()) expect(Math.abs(values[j]! - dense.w[0]![i]!)).toBeLessThan(1e-10)
      }
    }
  }
})

test('an event costs its non-zeros, with penalties as well: other rows are not touched', () => {
  const touched: number[] = []
  const rule = {
    name: 'counting',
    memory: 0,
    schedule: constant(0.1),
    step(rows: Float64Array, at: number, _: number, gradient: ArrayLike<number>, x: number, eta: number): void {
      touched.push(at)
      rows[at]! -= eta * gradient[0]! * x
    },
  }
  for (const penalty of [{}, { l1: 0.01, l2: 0.1 }]) {
    const model = new LinearClassifier<number>(logisticLoss, { labels: [0, 1], rule, ...penalty })
    for (let i = 0; i < 20_000; i++) model.learn({ indices: [i], values: [1] }, i % 2)
    const rows = model.coefficients(1).indices.length
    expect(rows).toBe(20_000)
    touched.length = 0
    let reads = 0
    const values = new Proxy([1, 0, 2], {
      get: (target, key, self) => {
        if (key !== 'length') reads++
        return Reflect.get(target, key, self)
      },
    })
    model.learn({ indices: [5, 6, 19_999], values }, 1)
    expect(touched.length).toBe(3)
    expect(reads).toBeLessThanOrEqual(4 * 3)
  }
})

test('strengths are checked', () => {
  for (const bad of [-1, Number.NaN, Infinity]) {
    expect(() => new LinearClassifier(logisticLoss, { labels: [0, 1], l1: bad })).toThrow(
      `l1 should be a finite number ≥ 0, but is ${bad}`,
    )
    expect(() => new LinearClassifier(logisticLoss, { labels: [0, 1], l2: bad })).toThrow(
      `l2 should be a finite number ≥ 0, but is ${bad}`,
    )
  }
})
