import { InvalidEvent, type Label, logLoss, type Metric, type Prediction, Random } from '@rivulet/core'
import { metricLaws } from '@rivulet/core/conformance'
import { encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metrics, reversible } from '../test/metrics.ts'
import { FrequencyBias, Rolling } from './index.ts'

type Scored = readonly [y: Label, prediction: Prediction, weight: number]

const names: readonly Label[] = ['ham', 'spam', 0, '0', false, '']
const event: fc.Arbitrary<Scored> = fc
  .tuple(
    fc.constantFrom(...names),
    fc.integer({ min: 0, max: names.length }),
    fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(0)), { minLength: 6, maxLength: 6 }),
    fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    fc.oneof(fc.constant(1), fc.constantFrom(0, 0.1, 0.3, 7, 2 ** 40)),
  )
  .map(([y, known, sizes, unseen, weight]) => [y, ticket(names.slice(0, known), sizes, unseen), weight])
const events = fc.array(event, { maxLength: 30 })

function ticket(labels: readonly Label[], sizes: readonly number[], unseen: number | undefined): Prediction {
  const total = sizes.slice(0, labels.length).reduce((sum, size) => sum + size, 0)
  const probabilities = labels.map((_, k) => (total > 0 ? (sizes[k] as number) / total : 1 / labels.length))
  const label = labels[probabilities.indexOf(Math.max(...probabilities))]
  return unseen === undefined ? { label, labels, probabilities } : { label, labels, probabilities, unseen }
}

function counted<M extends Metric>(metric: M, scored: readonly Scored[]): M {
  for (const [y, prediction, weight] of scored) metric.update(y, prediction, weight)
  return metric
}

describe.each(Object.entries(reversible))('%s', (_, make) => {
  test('what is taken back was never counted, whatever the order', () => {
    fc.assert(
      fc.property(events, events, (before, after) => {
        const metric = counted(make(), [...before, ...after])
        for (const [y, prediction, weight] of before) metric.revert(y, prediction, weight)
        expect(metric.value).toBe(counted(make(), after).value)
      }),
    )
  })
  test('halves merge to the whole, and the merged-in half is as it was', () => {
    fc.assert(
      fc.property(events, events, (a, b) => {
        const metric = counted(make(), a)
        const other = counted(make(), b)
        const bytes = encode(other)
        metric.merge(other)
        expect(metric.value).toBe(counted(make(), [...b, ...a]).value)
        expect(encode(other)).toEqual(bytes)
      }),
    )
  })
  test('a window over 20,000 random events is the metric of its content, to the last bit', () => {
    const random = new Random(7)
    const window = new Rolling(make(), { events: 50 })
    const content: Scored[] = []
    for (let i = 0; i < 20_000; i++) {
      const labels = names.slice(0, random.below(names.length + 1))
      const unseen = random.next() < 0.5 ? undefined : random.next()
      const sizes = names.map(() => random.next() ** 8)
      const weight = random.next() < 0.9 ? 1 : random.next() * 2 ** random.below(40)
      content.push([names[random.below(names.length)] as Label, ticket(labels, sizes, unseen), weight])
      if (content.length > 50) content.shift()
      window.update(...(content.at(-1) as Scored))
      if (i % 997 === 0) expect(window.value).toBe(counted(make(), content).value)
    }
    expect(window.size).toBe(50)
    expect(window.value).toBe(counted(make(), content).value)
  })
})

const examples = fc
  .sample(event, { numRuns: 60, seed: 1 })
  .map(([y, prediction, weight]) => ({ y, prediction, weight }))

describe.each(Object.entries(metrics))('%s', (_, create) => {
  test.each(metricLaws({ create, events: examples }).map((law) => [law.name, law] as const))('%s', (_, law) =>
    law.check(),
  )
})

describe('FrequencyBias', () => {
  test('to one label is its cross-entropy', () => {
    fc.assert(
      fc.property(event, ([y, prediction]) => {
        fc.pre(prediction.labels.length > 0)
        expect(counted(new FrequencyBias(), [[y, prediction, 1]]).value).toBeCloseTo(logLoss(prediction, y), 6)
      }),
    )
  })
  test('is ≥ 0, and 0 for a model that is right on average', () => {
    fc.assert(
      fc.property(events, (scored) => {
        const { value } = counted(new FrequencyBias(), scored)
        expect(Number.isNaN(value) || value >= 0).toBe(true)
      }),
    )
    const even = ticket(['a', 'b'], [1, 1], undefined)
    const bias = counted(new FrequencyBias(), [
      ['a', even, 1],
      ['b', even, 1],
    ])
    expect(bias.value).toBe(0)
  })
  test('refuses probabilities that are none, and more classes than its cap', () => {
    const bias = new FrequencyBias({ maxLabels: 2 })
    const bytes = encode(bias)
    expect(() => bias.update('a', { label: 'a', labels: ['a'], probabilities: [Number.NaN] })).toThrow(InvalidEvent)
    expect(() => bias.update('a', { label: 'a', labels: ['a'], probabilities: [0.5] })).toThrow('sum to 0.5')
    expect(() => bias.update('a', { label: 'a', labels: ['a'], probabilities: [] })).toThrow('1 probabilities')
    expect(() => bias.update('a', ticket(['a'], [1], 2))).toThrow('unseen should be a number from 0 to 1, but is 2')
    expect(() => bias.update('a', ticket(['a', 'b', 'c'], [1, 1, 1], 0))).toThrow(
      'at most 2 classes (the option maxLabels)',
    )
    expect(encode(bias)).toEqual(bytes)
  })
})
