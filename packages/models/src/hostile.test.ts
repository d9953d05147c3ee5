import { InvalidEvent, type Label, Random, type Vector } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { learners } from '../test/learners.ts'
import { LogisticRegression } from './logisticRegression.ts'
import { MulticlassPerceptron } from './multiclassPerceptron.ts'
import { SoftmaxRegression } from './softmaxRegression.ts'

const FEATURES = 5
const random = new Random(2)
const extremes = [0, 1e-300, 5e-324, 1e-10, 1, 1e10, 1e50, 1e100]
const extreme = (): Vector => Array.from({ length: FEATURES }, () => extremes[random.below(extremes.length)]!)

/** Counts and widths differ: dense events of five features are for those that take them. */
const dense = learners.filter(({ examples }) => Array.isArray(examples[0]?.x))
const finite = (numbers: readonly number[] | undefined) => (numbers ?? []).every(Number.isFinite)

describe.each(dense)('$name survives', ({ create, examples }) => {
  const labels = [...new Set(examples.map(({ y }) => y))]
  const streams: [string, () => { x: Vector; y: Label }][] = [
    ['all-zero events', () => ({ x: new Float64Array(FEATURES), y: labels[random.below(labels.length)]! })],
    ['values from 5e-324 to 1e100', () => ({ x: extreme(), y: labels[random.below(labels.length)]! })],
    ['a constant label', () => ({ x: Array.from({ length: FEATURES }, () => random.next()), y: labels[0]! })],
  ]
  test.each(streams)('%s: losses, probabilities and beliefs stay finite', (_, next) => {
    const model = create()
    for (let t = 0; t < 300; t++) {
      const { x, y } = next()
      const ticket = model.predict(x)
      expect(finite(ticket.probabilities) && finite(ticket.beliefs)).toBe(true)
      if (ticket.probabilities.length > 0) expect(ticket.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
      const loss = model.learn(x, y, { ticket, weight: t % 3 })
      expect(Number.isFinite(loss) && loss >= 0).toBe(true)
    }
    const after = model.predict(new Float64Array(FEATURES).fill(1))
    expect(finite(after.probabilities) && finite(after.beliefs)).toBe(true)
  })
})

// AutoClassifier keeps weights in units of each feature's scale, and takes what is larger.
describe.each(dense.filter(({ name }) => !name.includes('Auto')))('$name', ({ create, examples }) => {
  const labels = examples.map(({ y }) => y)
  test('|x| > 1e100 is refused with its reason, and changes no byte', () => {
    const model = create()
    for (const { x, y } of examples.slice(0, 10)) model.learn(x, y)
    const bytes = encode(model)
    for (const bad of [1.1e100, -1.1e100, Number.MAX_VALUE]) {
      const x = [0, 0, bad, 0, 0]
      const reason = new InvalidEvent(`x[2] should be at most 1e+100 in magnitude, but is ${bad}`)
      expect(() => model.learn(x, labels[0]!)).toThrow(reason)
      expect(() => model.predict(x)).toThrow(reason)
    }
    expect(encode(model)).toEqual(bytes)
  })
})

test.each([
  ['softmax', () => new SoftmaxRegression<number>({ labels: 'open' })],
  ['multiclass perceptron', () => new MulticlassPerceptron<number>({ labels: 'open' })],
] as const)('1,000 classes, which come as they please: %s', (_, create) => {
  const model = create()
  for (let i = 0; i < 2000; i++) model.learn({ indices: [i % 1000], values: [1] }, i % 1000)
  expect(model.labels.length).toBe(1000)
  const { probabilities, label, unseen = 0 } = model.predict({ indices: [7], values: [1] })
  expect(label).toBe(7)
  expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
  expect(unseen).toBeLessThan(1)
})

test('a class seen once after a million events costs a finite, stated amount, and is known from then on', () => {
  const model = new SoftmaxRegression<string>({ labels: 'open' })
  const x = [
    { indices: [0], values: [1] },
    { indices: [1], values: [1] },
  ]
  for (let t = 0; t < 1_000_000; t++) model.learn(x[t & 1]!, t & 1 ? 'odd' : 'even')
  // One of t + K + 1 pseudo-counts was kept for what had not been seen.
  expect(model.learn({ indices: [2], values: [1] }, 'late')).toBeCloseTo(Math.log(1_000_000 + 3), 9)
  const { labels, probabilities } = model.predict({ indices: [2], values: [1] })
  expect(labels).toEqual(['even', 'odd', 'late'])
  expect(finite(probabilities)).toBe(true)
})

test('a step size that would blow the weights up is refused at the edge, not found in them later', () => {
  const model = new LogisticRegression()
  for (const eta of [-1, Number.NaN, Infinity, 1e101])
    expect(() => model.learn([1], 1, { eta })).toThrow('eta should be ≥ 0 and finite, at most 1e100')
  expect(() => model.learn([1], 1, { weight: -1 })).toThrow('weight should be ≥ 0 and finite, at most 1e100')
  expect(model.t).toBe(0)
})
