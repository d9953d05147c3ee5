import { checkScored, type Label, type Prediction, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { metricLaws } from '@rivulet/core/conformance'
import { checkSaved, readArray } from '@rivulet/core/snapshot'
import { describe, expect, test } from 'vitest'
import { CalibrationError, Estimate, Fading, FBeta, Recall, RocAuc, Rolling, report } from './index.ts'

/** How often the label was given more than half of the probability, written by somebody who inherits from nothing. */
class Convinced {
  #hits = 0
  #events = 0
  get value(): number {
    return this.#events === 0 ? Number.NaN : this.#hits / this.#events
  }
  update(y: Label, prediction: Prediction, weight = 1): void {
    checkScored(y, prediction, weight)
    this.#count(y, prediction, weight)
  }
  revert(y: Label, prediction: Prediction, weight = 1): void {
    this.#count(y, prediction, -weight)
  }
  merge(other: Convinced): void {
    this.#hits += other.#hits
    this.#events += other.#events
  }
  fade(powerOfTwo: number): void {
    this.#hits *= powerOfTwo
    this.#events *= powerOfTwo
  }
  save(to: SnapshotWriter): void {
    to.array('counts', [this.#hits, this.#events])
  }
  load(from: SnapshotReader): void {
    const [hits, events] = readArray(from, 'counts', 'F64', 2) as unknown as [number, number]
    checkSaved(hits >= 0 && hits <= events && events < Infinity, 'hits', 'at most the events', hits)
    this.#hits = hits
    this.#events = events
  }
  #count(y: Label, { label, probabilities }: Prediction, weight: number): void {
    this.#events += weight
    if (label === y && Math.max(...probabilities.map(Number)) > 0.5) this.#hits += weight
  }
}

const ticket = (p: number): Prediction => ({
  label: p > 0.5 ? 'a' : 'b',
  labels: ['a', 'b'],
  probabilities: [p, 1 - p],
})
const events = Array.from({ length: 30 }, (_, i) => ({ y: i % 3 === 0 ? 'b' : 'a', prediction: ticket((i % 7) / 7) }))

describe('a metric that inherits from nothing', () => {
  test('fits into windows, intervals, forgetting and reports', () => {
    const window = new Rolling(new Convinced(), { events: 10 })
    const interval = new Estimate(() => new Convinced())
    const fading = new Fading(new Convinced(), { halfLife: 5 })
    const numbers = report({ convinced: () => new Convinced() }, { window: 10 })
    const plain = new Convinced()
    for (const { y, prediction } of events)
      for (const of of [window, interval, fading, numbers, plain]) of.update(y, prediction)
    const recent = new Convinced()
    for (const { y, prediction } of events.slice(-10)) recent.update(y, prediction)
    expect(window.value).toBe(recent.value)
    expect(interval.value).toBe(plain.value)
    expect(interval.interval().low).toBeLessThan(plain.value)
    expect(fading.value).toBeGreaterThan(0)
    expect(numbers.read().convinced.recent).toBe(recent.value)
  })
  test.each(
    metricLaws<Label>({ create: () => new Rolling(new Convinced(), { events: 4 }), events }).map(
      (law) => [law.name, law] as const,
    ),
  )('%s', (_, law) => law.check())
})

test('labels of two literal types go into scores of one class', () => {
  type Fraud = 'ok' | 'fraud'
  const prediction: Prediction<Fraud> = { label: 'ok', labels: ['ok', 'fraud'], probabilities: [0.9, 0.1] }
  const metrics = {
    auc: new RocAuc({ positive: 'fraud' }),
    recall: new Recall({ positive: 'fraud' }),
    f1: new FBeta({ positive: 'fraud' }),
    calibration: new CalibrationError({ positive: 'fraud' }),
  }
  for (const metric of Object.values(metrics)) metric.update('ok' as Fraud, prediction)
  const typed = new RocAuc<Fraud>({ positive: 'fraud' })
  // @ts-expect-error no such class
  new RocAuc<Fraud>({ positive: 'frod' })
  typed.update('fraud', prediction)
  expect(metrics.recall.value).toBe(0)
})

test('options that nobody reads, and arguments of another form, are refused in words', () => {
  const wrong: [() => unknown, string][] = [
    [() => new Rolling(new Convinced(), 10 as never), 'options of Rolling should be an object of events, but is 10'],
    [() => new Rolling(new Convinced(), { events: '10' as never }), 'events should be a whole number ≥ 1, but is "10"'],
    [
      () => new RocAuc('fraud' as never),
      'options of RocAuc should be an object of maxLevels and positive, but is "fraud"',
    ],
    [
      () => new RocAuc({ positive: 'fraud', levels: 10 } as never),
      'options of RocAuc should be maxLevels or positive, but there is "levels"',
    ],
    [
      () => report({ a: new Convinced() } as never),
      'metrics.a should be a function that makes it, () => new Accuracy(), but is a Convinced',
    ],
    [() => new Estimate(new Convinced() as never), 'create should be a function that makes the metric'],
    [() => new FBeta({ beta: '2' as never }), 'beta should be a finite number > 0, but is "2"'],
  ]
  for (const [call, message] of wrong) expect(call).toThrow(message)
})
