import { InvalidEvent } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { bin } from './bin.ts'
import { bins } from './bins.ts'
import { OneHotEncoder } from './oneHotEncoder.ts'

const events = Array.from({ length: 40 }, (_, i) => ({
  day: `d${i % 7}`,
  hour: (i * 5) % 24,
  late: i % 3 === 0,
  tags: [`t${i % 4}`, `t${(i + 1) % 4}`, 'all'],
  gate: i % 2 === 0 ? null : { name: `g${i}`, floor: i % 5 },
}))

describe('OneHotEncoder', () => {
  test('names invert indices, no two share one, and unseen ones are left out', () => {
    const encoder = new OneHotEncoder()
    for (const e of events) encoder.learn(e)
    expect(new Set(encoder.names).size).toBe(encoder.names.length)
    const { indices, values } = encoder.transform({ day: 'd3', hour: 9, tags: ['all', 'all', 'new'] })
    expect(Object.fromEntries(indices.map((i, j) => [encoder.names[i], values[j]]))).toEqual({
      'day=d3': 1,
      hour: 9,
      'tags=all': 2,
    })
  })
  test('no name beyond the cap, and no endless name, gets an index', () => {
    const encoder = new OneHotEncoder({ max: 2 })
    encoder.learn({ a: 'x'.repeat(300) })
    for (const a of ['p', 'q', 'r', 'p']) encoder.learn({ a })
    expect([encoder.names, encoder.refused]).toEqual([['a=p', 'a=q'], 2])
    expect(() => new OneHotEncoder({ max: 0 })).toThrow(RangeError)
  })
})

describe('bin', () => {
  test('counts the edges at or below', () => {
    const edges = fc.uniqueArray(fc.double({ noNaN: true }), { maxLength: 20 }).map((e) => e.sort((a, b) => a - b))
    fc.assert(
      fc.property(edges, fc.double({ noNaN: true }), (e, x) => bin(x, e) === e.filter((edge) => edge <= x).length),
      { seed: 1 },
    )
    expect(() => bin(Number.NaN, [0])).toThrow(RangeError)
  })
})

describe('bins', () => {
  const step = bins({ delay: [0, 15] })
  test('name the ranges, keep other fields, and leave the event alone', () => {
    const event = Object.freeze({ delay: 15, gate: 'A' })
    expect(step(event)).toEqual({ delay: 'from 15', gate: 'A' })
    expect(['below 0', '0 to 15']).toEqual([-1, 14.9].map((delay) => step({ delay }).delay))
    expect([step({}), step({ delay: null })]).toEqual([{}, { delay: null }])
    interface Flight {
      delay?: number | null
      gate: string
    }
    type BinnedFlight = { readonly delay?: string | null; readonly gate: string }
    expectTypeOf(step<Flight>).returns.toEqualTypeOf<BinnedFlight>()
  })
  test('refuse what is no number, and edges that are none', () => {
    for (const bad of [{ delay: 'x' }, { delay: Number.NaN }, undefined, [], new Map()]) {
      expect(() => step(bad as object)).toThrow(InvalidEvent)
    }
    for (const edges of [[], [1, 1], [2, 1], [Number.NaN], [Infinity]]) {
      expect(() => bins({ a: edges })).toThrow(RangeError)
    }
  })
})
