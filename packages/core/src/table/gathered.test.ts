import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkVector, type VectorLimits } from '../vector/checkVector.ts'
import type { Vector } from '../vocabulary.ts'
import { FeatureTable } from './featureTable.ts'
import { Gathered } from './gathered.ts'

const odd: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e101,
  -0,
  0,
  5e-324,
  '1',
  null,
  undefined,
  1n,
  true,
  [1],
  {},
)
const value = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: -9, max: 9, noNaN: true }) },
  { arbitrary: odd, weight: 1 },
)
const index = fc.oneof(
  { weight: 12, arbitrary: fc.nat(9) },
  { arbitrary: odd, weight: 1 },
  fc.constantFrom(-1, 0.5, 2 ** 24),
)
const numbers = fc.array(value, { maxLength: 6 })
const ascending = fc.uniqueArray(fc.nat(9), { maxLength: 6 }).map((indices) => indices.sort((a, b) => a - b))
const thing: fc.Arbitrary<unknown> = fc.oneof(
  numbers,
  numbers.map((x) => Float64Array.from(x.map(Number))),
  fc.record({ indices: ascending, values: numbers }),
  ascending.chain((indices) =>
    fc.record({
      indices: fc.constant(indices),
      values: fc.array(value, { minLength: indices.length, maxLength: indices.length }),
    }),
  ),
  fc.record({ indices: fc.array(index, { maxLength: 4 }), values: numbers }),
  fc.record({
    indices: fc.array(fc.nat(8), { maxLength: 4 }).map((indices) => Uint32Array.from(indices)),
    values: numbers.map((x) => Float64Array.from(x.map(Number))),
  }),
  odd,
)

const reason = (run: () => void): string | undefined => {
  try {
    run()
    return undefined
  } catch (error) {
    return String(error)
  }
}

describe('an event gathered', () => {
  test('is refused for what checkVector refuses, in the same words', () => {
    const limits: fc.Arbitrary<VectorLimits> = fc.constantFrom({}, { features: 4 }, { features: 6, magnitude: 1e100 })
    fc.assert(
      fc.property(thing, limits, fc.boolean(), (x, limits, memory) => {
        const table = new FeatureTable({ scores: 2 })
        for (let i = 0; i < 9; i++) table.admit(i)
        if (memory) table.arena.lift()
        const event = new Gathered(table, limits)
        const expected = reason(() => checkVector(x as Vector, limits))
        expect(reason(() => event.gather(x as Vector))).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  test('has the bias and the non-zeros that have a row; those that have none get one when it is admitted', () => {
    const table = new FeatureTable({ scores: 1 })
    const event = new Gathered(table, {})
    table.admit(7)
    event.gather({ indices: [3, 5, 7], values: [2, 0, -4] })
    const inputs = (): number[][] => Array.from({ length: event.n }, (_, j) => [event.places[j]!, event.values[j]!])
    expect([inputs(), event.complete]).toEqual([
      [
        [0, 1],
        [1, -4],
      ],
      false,
    ])
    event.admit({ indices: [3, 5, 7], values: [2, 0, -4] })
    expect([inputs(), event.complete]).toEqual([
      [
        [0, 1],
        [2, 2],
        [1, -4],
      ],
      true,
    ])
    expect(table.features).toEqual([7, 3])
    const free = new Gathered(table, {}, false)
    free.gather([0, 0, 0, 9])
    expect([free.n, free.places[0], free.values[0]]).toEqual([1, 2, 9])
  })

  test('holds an event that comes again, number by number, until something is learned', () => {
    const table = new FeatureTable({ scores: 1 })
    const event = new Gathered(table, {})
    for (let i = 0; i < 9; i++) table.admit(i)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, -0, 1, 2), { maxLength: 9 }), fc.nat(), fc.boolean(), (x, at, sparse) => {
        const indices = [...x.keys()]
        const vector: Vector = sparse ? { indices, values: x } : x
        event.gather(vector)
        expect(event.holds(vector)).toBe(false)
        event.hold()
        expect(event.holds(structuredClone(vector))).toBe(true)
        expect(event.holds([...x, 1])).toBe(false)
        if (x.length > 0) {
          x[at % x.length]! += 1
          expect(event.holds(vector)).toBe(false)
          x[at % x.length]! -= 1
          if (sparse) {
            const moved = indices.map((i) => i + 1)
            expect(event.holds({ indices: moved, values: x })).toBe(x.every((v) => v === 0))
          }
        }
        for (const other of [null, undefined, 3, {}, { indices: [] }]) event.holds(other as never)
        event.forget()
        expect(event.holds(vector)).toBe(false)
      }),
    )
  })

  test('is not held with a feature left out, which may have a row when it comes again', () => {
    const event = new Gathered(new FeatureTable({ scores: 1 }), {})
    event.gather([1])
    event.hold()
    expect(event.holds([1])).toBe(false)
  })

  test('has the same places however it is taken, in memory and on the heap, when rows are added or laid out anew', () => {
    const vector = fc.array(fc.constantFrom(0, 1, -2, 0.5, 3, 4), { minLength: 1, maxLength: 12 })
    const script = fc.array(fc.record({ x: vector, sparse: fc.nat(3), typed: fc.boolean(), grow: fc.nat(4) }), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(script, fc.boolean(), fc.boolean(), (steps, memory, bias) => {
        const table = new FeatureTable({ scores: 1 })
        const event = new Gathered(table, {}, bias)
        if (memory) table.arena.lift()
        for (const { x, sparse, typed, grow } of steps) {
          const features = [...x.keys()].filter((i) => x[i] !== 0)
          const values = features.map((i) => x[i]!)
          const dense = typed ? Float64Array.from(x) : x
          const pairs = typed
            ? { indices: Uint32Array.from(features), values: Float64Array.from(values) }
            : { indices: features, values }
          const vector: Vector = sparse === 0 ? pairs : dense
          event.gather(vector)
          event.admit(vector)
          if (grow === 0) {
            table.grow(table.scores + 1)
            event.gather(vector)
          }
          const places = features.map((feature) => table.find(feature))
          expect([...event.places.subarray(0, event.n)]).toEqual(bias ? [0, ...places] : places)
          expect([...event.values.subarray(0, event.n)]).toEqual(bias ? [1, ...values] : values)
          expect([event.complete, event.simd === undefined]).toEqual([true, !memory])
          event.hold()
          expect(event.holds(x)).toBe(sparse > 0 || features.length === x.length)
        }
      }),
    )
  })
})
