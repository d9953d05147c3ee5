import { type Forecast, InvalidEvent, type Quantity, withBaselines } from '@rivulet/core'
import { decode, encode, InvalidSnapshot } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quantityMetrics } from '../../test/quantities.ts'
import {
  LastValueBaseline,
  MeanAbsoluteError,
  MeanBaseline,
  MeanSquaredError,
  RootMeanSquaredError,
  RSquared,
} from '../index.ts'
import { exactProduct } from './exactProduct.ts'

type Event = readonly [y: Quantity, value: Quantity, weight: number]

const number = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(0, 1, 1e9, 1e9 + 1))
const weight = fc.oneof(fc.constant(1), fc.constantFrom(0, 0.1, 3, 2 ** 20))
const numbers: fc.Arbitrary<Event> = fc.tuple(number, number, weight)
const pair = fc.array(number, { minLength: 2, maxLength: 2 })
const pairs: fc.Arbitrary<Event> = fc.tuple(pair, pair, weight)

interface Counts {
  update(y: Quantity, forecast: Forecast<Quantity>, weight: number): void
}

function counted<M extends Counts>(metric: M, events: readonly Event[]): M {
  for (const [y, value, w] of events) metric.update(y, { value }, w)
  return metric
}

describe.each(Object.entries(quantityMetrics))('%s', (_, create) => {
  test.each([
    ['numbers', fc.array(numbers)],
    ['lists of numbers', fc.array(pairs)],
  ])('of %s: what is taken back was never counted, and halves merge to the whole, to the last bit', (_, events) => {
    fc.assert(
      fc.property(events, events, (a, b) => {
        const metric = counted(create(), [...a, ...b])
        const merged = counted(create(), b)
        const other = counted(create(), a)
        const bytes = encode(other)
        merged.merge(other)
        expect(merged.value).toBe(metric.value)
        expect(encode(other)).toEqual(bytes)
        for (const [y, value, w] of a) metric.revert(y, { value }, w)
        expect(metric.value).toBe(counted(create(), b).value)
      }),
    )
  })
  test('update(A), save, load, update(B) is update(A ++ B), byte for byte; nothing counted is NaN', () => {
    fc.assert(
      fc.property(fc.array(pairs), fc.array(pairs), (a, b) => {
        const restored = create()
        restored.load(decode(encode(counted(create(), a))))
        expect(encode(counted(restored, b))).toEqual(encode(counted(create(), [...a, ...b])))
      }),
    )
    expect(create().value).toBeNaN()
    expect(() => create().load(decode(encode({ save: (to) => to.text('a', 'b'), load() {} })))).toThrow(InvalidSnapshot)
  })
  test('what is no quantity, or not as many numbers as were forecast, is refused and changes no byte', () => {
    const metric = counted(create(), [[[1, 2], [0, 3], 1]])
    const bytes = encode(metric)
    for (const y of [Number.NaN, Infinity, '1', null, undefined, [], [1, Number.NaN], { value: 1 }, 1e101])
      expect(() => metric.update(y as number, { value: [1, 1] })).toThrow(InvalidEvent)
    for (const value of [Number.NaN, undefined, 'a', [1], [1, 2, 3]])
      expect(() => metric.update([1, 2], { value: value as number })).toThrow(InvalidEvent)
    expect(() => metric.update([1, 2], { value: [1, 2] }, -1)).toThrow('weight')
    expect(encode(metric)).toEqual(bytes)
  })
})

describe('the formulas', () => {
  const some = fc.array(
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.constantFrom(1, 2)),
    {
      minLength: 1,
    },
  )
  test('Σ w (y − ŷ)² / Σ w, its root, Σ w |y − ŷ| / Σ w, and 1 − Σ w (y − ŷ)² / Σ w (y − ȳ)²', () => {
    fc.assert(
      fc.property(some, (events) => {
        const sum = (f: (y: number, p: number) => number) => events.reduce((s, [y, p, w]) => s + w * f(y, p), 0)
        const n = sum(() => 1)
        const mean = sum((y) => y) / n
        const [errors, variation] = [sum((y, p) => (y - p) ** 2), sum((y) => (y - mean) ** 2)]
        expect(counted(new MeanSquaredError<Quantity>(), events).value).toBeCloseTo(errors / n, 12)
        expect(counted(new RootMeanSquaredError<Quantity>(), events).value).toBeCloseTo(Math.sqrt(errors / n), 12)
        expect(counted(new MeanAbsoluteError<Quantity>(), events).value).toBeCloseTo(
          sum((y, p) => Math.abs(y - p)) / n,
          12,
        )
        const r2 = counted(new RSquared<Quantity>(), events).value
        if (variation > 1e-9) expect(r2).toBeCloseTo(1 - errors / variation, 9)
        else expect(r2).toBeNaN()
      }),
    )
  })
  test('of several outputs each is the mean over them', () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const n = Math.min(a.length, b.length)
        const both = Array.from({ length: n }, (_, i): Event => [[a[i]![0], b[i]![0]], [a[i]![1], b[i]![1]], 1])
        const [first, second] = [a, b].map((of) => of.slice(0, n).map(([y, p]): Event => [y, p, 1]))
        for (const create of [
          quantityMetrics['MeanSquaredError']!,
          quantityMetrics['MeanAbsoluteError']!,
          quantityMetrics['RSquared']!,
        ]) {
          const mean = (counted(create(), first!).value + counted(create(), second!).value) / 2
          if (Number.isNaN(mean)) expect(counted(create(), both).value).toBeNaN()
          else expect(counted(create(), both).value).toBeCloseTo(mean, 9)
        }
      }),
    )
  })
  test('R² does not lose the spread of a quantity that is far from 0', () => {
    for (const origin of [0, 1e9, 1e15, -1e15]) {
      const r2 = new RSquared()
      for (let i = 0; i < 100; i++) r2.update(origin + (i % 4), { value: origin + (i % 4 < 2 ? 0.5 : 2.5) })
      expect(r2.value).toBeCloseTo(0.8, 12)
    }
  })
  test('a product and its error are the product exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        (a, b) => {
          const [product, error] = exactProduct(a, b)
          expect(BigInt(product) + BigInt(error)).toBe(BigInt(a) * BigInt(b))
        },
      ),
    )
  })
})

describe('baselines', () => {
  const baselines = {
    mean: () => new MeanBaseline(new MeanAbsoluteError()),
    lastValue: () => new LastValueBaseline(new MeanAbsoluteError()),
  }
  test.each(Object.entries(baselines))(
    '%s: scored on what it said when the model predicted, it equals a model that says the same, however late',
    (name, create) => {
      fc.assert(
        fc.property(fc.array(number, { minLength: 1 }), fc.integer({ min: 0, max: 5 }), (ys, delay) => {
          const [baseline, model] = [create(), new MeanAbsoluteError()]
          const known: number[] = []
          const tickets: Forecast[] = []
          for (let i = 0; i < ys.length + delay; i++) {
            if (i < ys.length) {
              const said = name === 'lastValue' ? (known.at(-1) ?? 0) : mean(known)
              tickets.push(withBaselines({ value: said }, { baseline }))
            }
            if (i < delay) continue
            const y = ys[i - delay]!
            baseline.update(y, tickets[i - delay])
            model.update(y, tickets[i - delay]!)
            known.push(y)
          }
          expect(baseline.value).toBeCloseTo(model.value, 6)
        }),
      )
    },
  )
  test('forecast without a ticket’s forecasts is that of now; with those of others alone it is refused', () => {
    const baseline = new MeanBaseline()
    baseline.update(4)
    baseline.update(4)
    expect([baseline.value, baseline.forecasts()]).toEqual([8, { mean: { value: 4 } }])
    const bytes = encode(baseline)
    expect(() => baseline.update(1, { value: 0, baselines: { lastValue: { value: 1 } } })).toThrow('forecast of mean')
    for (const bad of [Number.NaN, [1], '1']) expect(() => baseline.update(bad as number)).toThrow(InvalidEvent)
    expect(encode(baseline)).toEqual(bytes)
  })
  test('of several outputs begin with zeros, and outlive a snapshot', () => {
    for (const Baseline of [MeanBaseline, LastValueBaseline]) {
      const create = () => new Baseline<readonly number[]>(new MeanSquaredError(), { outputs: 2 })
      const baseline = create()
      baseline.update([3, 1])
      expect(baseline.value).toBe(5)
      const restored = create()
      restored.load(decode(encode(baseline)))
      for (const of of [baseline, restored]) of.update([1, 1])
      expect(encode(restored)).toEqual(encode(baseline))
      expect(() => baseline.update([1, 2, 3])).toThrow(InvalidEvent)
      expect(() => new Baseline(undefined, { outputs: 0 })).toThrow('outputs should be a whole number ≥ 1')
    }
  })
})

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length
}
