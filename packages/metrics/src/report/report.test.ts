import { InvalidEvent, type Prediction, Random } from '@rivulet/core'
import { decode, encode } from '@rivulet/core/snapshot'
import { expect, test } from 'vitest'
import {
  Accuracy,
  CrossEntropy,
  DistributionBaseline,
  FrequencyBias,
  LastLabelBaseline,
  MajorityBaseline,
  type Report,
  Rolling,
  report,
} from '../index.ts'

const make = (): Report<'accuracy' | 'crossEntropy' | 'bias', number> =>
  report<'accuracy' | 'crossEntropy' | 'bias', number>(
    { accuracy: () => new Accuracy(), crossEntropy: () => new CrossEntropy(), bias: () => new FrequencyBias() },
    { window: 50 },
  )

function* events(n: number, seed: number): Generator<[number, Prediction<number>, number]> {
  const random = new Random(seed)
  for (let i = 0; i < n; i++) {
    const y = random.next() < 0.7 ? 0 : 1
    const p = random.next() < 0.9 ? 0.9 : 0.2
    yield [y, { label: p > 0.5 ? y : 1 - y, labels: [0, 1], probabilities: y === 0 ? [p, 1 - p] : [1 - p, p] }, 1]
  }
}

test('shows what its parts show by themselves', () => {
  const numbers = make()
  const parts = {
    value: new Accuracy<number>(),
    recent: new Rolling(new Accuracy<number>(), { events: 50 }),
    majority: new MajorityBaseline<number>(),
    lastLabel: new LastLabelBaseline<number>(new Rolling(new Accuracy<number>(), { events: 50 })),
    distribution: new DistributionBaseline<number>(),
  }
  for (const event of events(500, 1)) {
    numbers.update(...event)
    for (const part of Object.values(parts)) part.update(...event)
  }
  const { accuracy, crossEntropy, bias } = numbers.read()
  expect(numbers.events).toBe(500)
  expect(accuracy.value).toBe(parts.value.value)
  expect(accuracy.recent).toBe(parts.recent.value)
  expect(accuracy.baselines.majority.value).toBe(parts.majority.value)
  expect(accuracy.baselines.lastLabel.recent).toBe(parts.lastLabel.value)
  expect(crossEntropy.baselines.distribution.value).toBe(parts.distribution.value)
  expect(accuracy.interval.low).toBeLessThan(0.9)
  expect(accuracy.interval.high).toBeGreaterThan(0.9)
  expect(accuracy.baselines.majority.difference.low).toBeGreaterThan(0)
  expect(crossEntropy.baselines.distribution.difference.high).toBeLessThan(0)
  expect(bias.value).toBeGreaterThanOrEqual(0)
})

test('saved and restored it goes on byte for byte', () => {
  const numbers = make()
  for (const event of events(300, 2)) numbers.update(...event)
  const restored = make()
  restored.load(decode(encode(numbers)))
  for (const event of events(200, 3)) for (const of of [numbers, restored]) of.update(...event)
  expect(encode(restored)).toEqual(encode(numbers))
  expect(restored.read()).toEqual(numbers.read())
})

test('a bad event is refused and changes nothing', () => {
  const numbers = make()
  for (const event of events(10, 4)) numbers.update(...event)
  const bytes = encode(numbers)
  const good: Prediction<number> = { label: 0, labels: [0, 1], probabilities: [0.5, 0.5] }
  const bad: [number, Prediction<number>, number][] = [
    [Number.NaN, good, 1],
    [0, good, -1],
    [0, { ...good, probabilities: [Number.NaN, 1] }, 1],
    [0, { ...good, probabilities: [-1, 2] }, 1],
    [0, { ...good, probabilities: [1] }, 1],
    [0, { ...good, unseen: 2 }, 1],
  ]
  for (const event of bad) expect(() => numbers.update(...event)).toThrow(InvalidEvent)
  expect(encode(numbers)).toEqual(bytes)
})

test('without a window there is nothing recent; a confidence that is none is refused', () => {
  const numbers = report({ accuracy: () => new Accuracy() })
  numbers.update(0, { label: 0, labels: [0], probabilities: [1] })
  expect(numbers.read().accuracy.recent).toBeNaN()
  expect(() => report({ accuracy: () => new Accuracy() }, { confidence: 1 })).toThrow('confidence should be')
  expect(() => report({})).toThrow('metrics should be at least one, but is 0')
})
