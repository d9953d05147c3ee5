import { type Prediction, Random } from '@rivulet/core'
import { decode, encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coarsen } from './coarsen.ts'
import { RocAuc } from './rocAuc.ts'

type Scored = readonly [y: number, p: number]

const ticket = (p: number): Prediction<number> => ({
  label: p > 0.5 ? 1 : 0,
  labels: [0, 1],
  probabilities: [1 - p, p],
})

function counted(auc: RocAuc<number>, events: readonly Scored[]): RocAuc<number> {
  for (const [y, p] of events) auc.update(y, ticket(p))
  return auc
}

/** The area by its definition: over all pairs, from the ranks. */
function area(events: readonly Scored[]): number {
  const sorted = events.toSorted(([, p], [, q]) => p - q)
  let [negatives, twice] = [0, 0]
  for (let i = 0; i < sorted.length; ) {
    let [positive, negative, j] = [0, 0, i]
    for (; j < sorted.length && sorted[j]?.[1] === sorted[i]?.[1]; j++) sorted[j]?.[0] === 1 ? positive++ : negative++
    twice += positive * (2 * negatives + negative)
    negatives += negative
    i = j
  }
  return twice / 2 / (negatives * (events.length - negatives))
}

/** Scores that crowd near 0 and 1, as those of a confident model. */
function confident(n: number, seed: number): Scored[] {
  const random = new Random(seed)
  return Array.from({ length: n }, () => {
    const y = random.next() < 0.1 ? 1 : 0
    const crowd = random.next() ** 12
    return [y, random.next() < 0.3 + 0.5 * y ? 1 - crowd : crowd]
  })
}

describe('RocAuc', () => {
  test('is exact while every probability has a level of its own', () => {
    const events = confident(4000, 1)
    const auc = counted(new RocAuc<number>({ positive: 1 }), events)
    expect(auc.error).toBe(0)
    expect(auc.value).toBeCloseTo(area(events), 14)
  })
  test.each([
    [256, 0.01],
    [4096, 0.0005],
  ])('with %d levels, states an error, keeps it, and it is below %d', (levels, most) => {
    for (const seed of [1, 2, 3]) {
      const events = confident(50_000, seed)
      const auc = counted(new RocAuc<number>({ positive: 1, maxLevels: levels }), events)
      expect(auc.error).toBeGreaterThan(0)
      expect(auc.error).toBeLessThan(most)
      expect(Math.abs(auc.value - area(events))).toBeLessThanOrEqual(auc.error)
    }
  })
  test('halves merge to the whole when levels run out, too, and a snapshot of it goes on', () => {
    const events = confident(9000, 4)
    const whole = counted(new RocAuc<number>({ positive: 1, maxLevels: 256 }), events)
    const half = counted(new RocAuc<number>({ positive: 1, maxLevels: 256 }), events.slice(0, 300))
    const other = counted(new RocAuc<number>({ positive: 1, maxLevels: 256 }), events.slice(300))
    const restored = new RocAuc<number>({ positive: 1, maxLevels: 256 })
    restored.load(decode(encode(half)))
    half.merge(other)
    expect(half.value).toBe(whole.value)
    expect(encode(half)).toEqual(encode(whole))
    expect(encode(counted(restored, events.slice(300)))).toEqual(encode(whole))
    expect(() => new RocAuc<number>({ positive: 0, maxLevels: 256 }).load(decode(encode(half)))).toThrow('of should be')
  })
  test('has no number while one side has not come', () => {
    expect(counted(new RocAuc<number>({ positive: 1 }), [[1, 0.5]]).value).toBeNaN()
  })
  test('refuses parameters that are none', () => {
    expect(() => new RocAuc<number>({ positive: 1, maxLevels: 10 })).toThrow(
      'maxLevels should be a whole number ≥ 256, but is 10',
    )
    expect(() => new RocAuc<number>({ positive: Number.NaN })).toThrow('positive should be a label, but is NaN')
  })
})

describe('coarsen', () => {
  const probability = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1e-9, noNaN: true }),
    fc.double({ min: 0, max: 1e-9, noNaN: true }).map((p) => 1 - p),
    fc.constantFrom(0, 0.5, 1, 2 ** -1074),
  )
  const bits = fc.integer({ min: 1, max: 53 })
  test('keeps the order, and is itself again', () => {
    fc.assert(
      fc.property(probability, probability, bits, (p, q, b) => {
        expect(coarsen(Math.min(p, q), b)).toBeLessThanOrEqual(coarsen(Math.max(p, q), b))
        expect(coarsen(coarsen(p, b), b)).toBe(coarsen(p, b))
      }),
      { numRuns: 2000 },
    )
  })
  test('in steps is as at once, and with all bits nothing', () => {
    fc.assert(
      fc.property(probability, bits, bits, (p, a, b) => {
        expect(coarsen(coarsen(p, Math.max(a, b)), Math.min(a, b))).toBe(coarsen(p, Math.min(a, b)))
        expect(coarsen(p, 53)).toBe(p)
      }),
      { numRuns: 2000 },
    )
  })
})
