import { InvalidEvent, type Label, logLoss, type Prediction, softmax } from '@rivulet/core'
import { decode, encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CrossEntropy, Estimate, Fading, Rolling, RollingTime, type Target, TargetDivergence } from '../index.ts'

const labels: readonly Label[] = ['a', 0, '0', false]
const distribution = fc
  .array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 4, maxLength: 4 })
  .map((z) => softmax(z))
const unseen = fc.option(fc.double({ min: 0, max: 0.9, noNaN: true }), { nil: undefined })
const ticket = fc.tuple(distribution, unseen).map(
  ([probabilities, u]): Prediction => ({
    label: 'a',
    labels,
    probabilities,
    ...(u === undefined ? {} : { unseen: u }),
  }),
)
const target = distribution.map((probabilities): Target => ({ labels: labels.toReversed(), probabilities }))
const events = fc.array(fc.tuple(target, ticket), { maxLength: 30 })

function counted<M extends { update(y: Target, prediction: Prediction): void }>(
  metric: M,
  of: [Target, Prediction][],
): M {
  for (const [y, prediction] of of) metric.update(y, prediction)
  return metric
}

describe('TargetDivergence', () => {
  test('is ≥ 0, and 0 for the target itself', () => {
    fc.assert(
      fc.property(target, ticket, (y, prediction) => {
        expect(counted(new TargetDivergence(), [[y, prediction]]).value).toBeGreaterThanOrEqual(0)
        expect(counted(new TargetDivergence(), [[y, { label: 'a', ...y }]]).value).toBeCloseTo(0, 14)
      }),
    )
  })
  test('to one label is the log loss', () => {
    fc.assert(
      fc.property(fc.constantFrom(...labels, 'new'), ticket, (y, prediction) => {
        const oneHot = { labels: [y], probabilities: [1] }
        expect(counted(new TargetDivergence(), [[oneHot, prediction]]).value).toBeCloseTo(logLoss(prediction, y), 9)
      }),
    )
  })
  test('is the cross-entropy of weighted labels, less the entropy of the target', () => {
    fc.assert(
      fc.property(target, ticket, (y, prediction) => {
        const crossEntropy = new CrossEntropy()
        for (const [k, p] of y.probabilities.entries()) crossEntropy.update(y.labels[k] as Label, prediction, p)
        const entropy = y.probabilities.reduce((sum, p) => sum - p * Math.log(p), 0)
        const { value } = counted(new TargetDivergence(), [[y, prediction]])
        expect(value).toBeCloseTo(crossEntropy.value - entropy, 9)
      }),
    )
  })
  test('a window over it is the metric of its content, and outlives a snapshot', () => {
    fc.assert(
      fc.property(events, events, (a, b) => {
        const window = counted(new Rolling(new TargetDivergence(), 7), a)
        const restored = new Rolling(new TargetDivergence(), 7)
        restored.load(decode(encode(window)))
        expect(encode(restored)).toEqual(encode(window))
        for (const of of [window, restored]) counted(of, b)
        expect(encode(restored)).toEqual(encode(window))
        expect(window.value).toBe(counted(new TargetDivergence(), [...a, ...b].slice(-7)).value)
      }),
    )
  })
  test('can be over a span of time, fade, and have an interval', () => {
    const soft: Target = { labels: ['a', 'b'], probabilities: [0.5, 0.5] }
    const prediction: Prediction = { label: 'a', labels: ['a', 'b'], probabilities: [0.8, 0.2] }
    const lastHour = new RollingTime(new TargetDivergence(), 10)
    lastHour.advance(0)
    const estimate = new Estimate<Label, Target>(() => new TargetDivergence())
    for (const metric of [lastHour, new Fading(new TargetDivergence(), 10), estimate]) {
      for (let i = 0; i < 10; i++) metric.update(soft, prediction)
      expect(metric.value).toBeCloseTo(Math.log(0.5 / Math.sqrt(0.16)), 12)
    }
    expect(estimate.interval().low).toBeCloseTo(estimate.value, 12)
  })
  test('refuses what is no distribution', () => {
    const divergence = new TargetDivergence()
    const good = { label: 'a', labels: ['a'], probabilities: [1] }
    expect(() => divergence.update({ labels: ['a'], probabilities: [0.5] }, good)).toThrow(InvalidEvent)
    expect(() => divergence.update(good, { ...good, probabilities: [Number.NaN] })).toThrow(InvalidEvent)
    expect(divergence.weight).toBe(0)
  })
})
