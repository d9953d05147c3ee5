import { InvalidEvent, type Label, logLoss, type Prediction, softmax } from '@rivulet/core'
import { decode, encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Accuracy,
  CrossEntropy,
  Estimate,
  Fading,
  FrequencyBias,
  KlDivergence,
  Rolling,
  RollingTime,
  type Target,
  TargetEntropy,
} from '../index.ts'

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

describe('KlDivergence', () => {
  test('is ≥ 0, and 0 for the target itself', () => {
    fc.assert(
      fc.property(target, ticket, (y, prediction) => {
        expect(counted(new KlDivergence(), [[y, prediction]]).value).toBeGreaterThanOrEqual(0)
        expect(counted(new KlDivergence(), [[y, { label: 'a', ...y }]]).value).toBeCloseTo(0, 14)
      }),
    )
  })
  test('to one label is the log loss', () => {
    fc.assert(
      fc.property(fc.constantFrom(...labels, 'new'), ticket, (y, prediction) => {
        const oneHot = { labels: [y], probabilities: [1] }
        expect(counted(new KlDivergence(), [[oneHot, prediction]]).value).toBeCloseTo(logLoss(prediction, y), 9)
      }),
    )
  })
  test('is the cross-entropy of weighted labels, less the entropy of the target', () => {
    fc.assert(
      fc.property(target, ticket, (y, prediction) => {
        const crossEntropy = new CrossEntropy()
        for (const [k, p] of y.probabilities.entries()) crossEntropy.update(y.labels[k] as Label, prediction, p)
        const entropy = y.probabilities.reduce((sum, p) => sum - p * Math.log(p), 0)
        const { value } = counted(new KlDivergence(), [[y, prediction]])
        expect(value).toBeCloseTo(crossEntropy.value - entropy, 9)
      }),
    )
  })
  test('a window over it is the metric of its content, and outlives a snapshot', () => {
    fc.assert(
      fc.property(events, events, (a, b) => {
        const window = counted(new Rolling(new KlDivergence(), { events: 7 }), a)
        const restored = new Rolling(new KlDivergence(), { events: 7 })
        restored.load(decode(encode(window)))
        expect(encode(restored)).toEqual(encode(window))
        for (const of of [window, restored]) counted(of, b)
        expect(encode(restored)).toEqual(encode(window))
        expect(window.value).toBe(counted(new KlDivergence(), [...a, ...b].slice(-7)).value)
      }),
    )
  })
  test('can be over a span of time, fade, and have an interval', () => {
    const soft: Target = { labels: ['a', 'b'], probabilities: [0.5, 0.5] }
    const prediction: Prediction = { label: 'a', labels: ['a', 'b'], probabilities: [0.8, 0.2] }
    const lastHour = new RollingTime(new KlDivergence(), { span: 10 })
    lastHour.advance(0)
    const estimate = new Estimate<Label, Target>(() => new KlDivergence())
    for (const metric of [lastHour, new Fading(new KlDivergence(), { halfLife: 10 }), estimate]) {
      for (let i = 0; i < 10; i++) metric.update(soft, prediction)
      expect(metric.value).toBeCloseTo(Math.log(0.5 / Math.sqrt(0.16)), 12)
    }
    expect(estimate.interval().low).toBeCloseTo(estimate.value, 12)
  })
  test('cross-entropy = entropy of the targets + KL, for labels, soft targets and both', () => {
    const mixed = fc.array(fc.tuple(fc.oneof(target, fc.constantFrom(...labels, 'new', 'newer')), ticket), {
      minLength: 1,
    })
    fc.assert(
      fc.property(mixed, (scored) => {
        const metrics = [new CrossEntropy(), new TargetEntropy(), new KlDivergence()] as const
        for (const [y, prediction] of scored) for (const metric of metrics) metric.update(y, prediction)
        const [ce, h, kl] = metrics.map(({ value }) => value) as [number, number, number]
        expect(ce).toBeCloseTo(h + kl, 9)
        if (scored.some(([y]) => typeof y === 'object')) expect(h).toBeGreaterThan(0)
        else expect([h, kl]).toEqual([0, ce])
      }),
    )
  })
  test('cross-entropy of a soft target is −Σ y log p, its entropy −Σ y log y, by hand', () => {
    const [ce, h, kl] = [new CrossEntropy(), new TargetEntropy(), new KlDivergence()]
    const y = { labels: ['a', 'b', 'c'], probabilities: [0.5, 0.25, 0.25] }
    for (const metric of [ce, h, kl])
      metric.update(y, { label: 'c', labels: ['c', 'b', 'a'], probabilities: [0.5, 0.25, 0.25] })
    expect(ce.value).toBeCloseTo(1.75 * Math.LN2, 14)
    expect(h.value).toBeCloseTo(1.5 * Math.LN2, 14)
    expect(kl.value).toBeCloseTo(0.25 * Math.LN2, 14)
  })
  test('a model that is wrong at every event has a large KL; that its mean is right is its frequency bias, 0', () => {
    const [kl, bias, accuracy] = [new KlDivergence<number>(), new FrequencyBias<number>(), new Accuracy<number>()]
    for (let i = 0; i < 100; i++) {
      const y = i % 2
      const wrong = { label: 1 - y, labels: [0, 1], probabilities: y === 0 ? [0.01, 0.99] : [0.99, 0.01] }
      for (const metric of [kl, bias, accuracy]) metric.update(y, wrong)
    }
    expect(kl.value).toBeCloseTo(-Math.log(0.01), 12)
    expect([bias.value, accuracy.value]).toEqual([0, 0])
  })
  test('100,000 words are no more to it than two; a frequency bias over them takes maxLabels, as its refusal says', () => {
    const words = Array.from({ length: 100_000 }, (_, k) => k)
    const even = { label: 0, labels: words, probabilities: words.map(() => 1e-5) }
    const kl = new KlDivergence<number>()
    kl.update(99_999, even)
    expect(kl.value).toBeCloseTo(Math.log(1e5), 9)
    expect(() => new FrequencyBias<number>().update(0, even)).toThrow('at most 10000 classes (the option maxLabels)')
    const bias = new FrequencyBias<number>({ maxLabels: 100_000 })
    bias.update(0, even)
    expect(bias.value).toBeCloseTo(Math.log(1e5), 6)
  })
  test('refuses what is no distribution', () => {
    const divergence = new KlDivergence()
    const good = { label: 'a', labels: ['a'], probabilities: [1] }
    expect(() => divergence.update({ labels: ['a'], probabilities: [0.5] }, good)).toThrow(InvalidEvent)
    expect(() => divergence.update(good, { ...good, probabilities: [Number.NaN] })).toThrow(InvalidEvent)
    for (const y of [{ not: 'a label' }, { labels: 'a', probabilities: [1] }, []])
      for (const metric of [divergence, new CrossEntropy(), new TargetEntropy()])
        expect(() => metric.update(y as never, good)).toThrow('y should be a label, or labels with their probabilities')
    expect(divergence.weight).toBe(0)
  })
})
