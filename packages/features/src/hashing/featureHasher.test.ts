import { readFileSync } from 'node:fs'
import { InvalidEvent } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { FieldRecord } from '../event/fields.ts'
import { FeatureHasher } from './featureHasher.ts'

const fixture = JSON.parse(readFileSync(new URL('../../fixtures/hashing.json', import.meta.url), 'utf8')) as {
  events: Record<string, string | number>[]
  hashed: { bits: number; signed: boolean; rows: [number[], number[]][] }[]
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e90, max: 1e90 })
const name = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'é'), fc.string())
const field = fc.oneof(
  finite,
  name,
  fc.boolean(),
  fc.constant(null),
  fc.array(name, { maxLength: 4 }),
  fc.dictionary(name, finite, { maxKeys: 3 }),
)
const event: fc.Arbitrary<FieldRecord> = fc.array(fc.tuple(name, field), { maxLength: 80 }).map(record)

/** Like JSON.parse, and unlike a literal, makes `__proto__` a property of its own. */
function record(entries: [string, unknown][]): FieldRecord {
  return Object.fromEntries(entries) as FieldRecord
}

describe('FeatureHasher', () => {
  test('the order of the fields changes no bit; indices ascend below the width, values are finite and not 0', () => {
    const hasher = new FeatureHasher({ bits: 5, signed: true })
    fc.assert(
      fc.property(event, (e) => {
        const x = hasher.transform(e)
        const turned = hasher.transform(record(Object.entries(e).reverse()))
        expect(turned).toEqual(x)
        for (const [j, i] of x.indices.entries()) expect(i > (x.indices[j - 1] ?? -1) && i < 32).toBe(true)
        for (const v of x.values) expect(Number.isFinite(v) && v !== 0).toBe(true)
      }),
      { seed: 1 },
    )
  })
  test('learning changes no vector, and the dictionary names every index', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), (events) => {
        const fresh = new FeatureHasher({ bits: 16 })
        const hasher = new FeatureHasher({ bits: 16, names: 1e6 })
        for (const e of events) hasher.learn(e)
        for (const e of events) {
          const x = hasher.transform(e)
          expect(x).toEqual(fresh.transform(e))
          for (const i of x.indices) expect(hasher.names(i).length).toBeGreaterThan(0)
        }
      }),
      { seed: 1, numRuns: 50 },
    )
  })
  test('scikit-learn gives the same indices, signs and sums', () => {
    for (const { bits, signed, rows } of fixture.hashed) {
      const hasher = new FeatureHasher({ bits, signed })
      for (const [i, e] of fixture.events.entries()) {
        const { indices, values } = hasher.transform(e)
        const [expectedIndices, expectedValues] = rows[i]!
        expect(indices).toEqual(expectedIndices)
        for (const [j, v] of values.entries()) expect(v).toBeCloseTo(expectedValues[j]!, 9)
      }
    }
  })
  test('more pairs than are sorted by insertion give the same vector as few', () => {
    const hasher = new FeatureHasher({ bits: 4 })
    const tags = Array.from({ length: 3000 }, (_, i) => `t${i % 7}`)
    const sums = new Map<number, number>()
    for (const tag of tags) {
      const i = hasher.transform({ tags: [tag] }).indices[0]!
      sums.set(i, (sums.get(i) ?? 0) + 1)
    }
    const expected = [...sums].sort((a, b) => a[0] - b[0])
    expect(hasher.transform({ tags })).toEqual({
      indices: expected.map((p) => p[0]),
      values: expected.map((p) => p[1]),
    })
  })
  test('what the fields mean', () => {
    const hasher = new FeatureHasher({ names: 100 })
    const parsed = JSON.parse(
      '{"__proto__":"x","yes":true,"no":false,"zero":0,"none":null,"n":-2,"u":{"c":"NL","v":3}}',
    )
    hasher.learn(parsed)
    const { indices, values } = hasher.transform(parsed)
    const named = indices.map((i, j) => [hasher.names(i)[0], values[j]])
    expect(Object.fromEntries(named as [string, number][])).toEqual({
      'u.c=NL': 1,
      'u.v': 3,
      'yes=true': 1,
      'no=false': 1,
      n: -2,
      '__proto__=x': 1,
    })
    expect(({} as Record<string, unknown>)['x']).toBe(undefined)
    expect(hasher.transform({})).toEqual({ indices: [], values: [] })
  })
  test('a bad event is refused with its reason, and changes nothing', () => {
    const hasher = new FeatureHasher({ names: 100 })
    const deep: Record<string, unknown> = {}
    deep['self'] = deep
    const refused: [unknown, string][] = [
      [{ ok: 'a', dt: Number.NaN }, 'dt should be finite, but is NaN'],
      [{ dt: { x: -Infinity } }, 'dt.x should be finite, but is -Infinity'],
      [{ ok: 1, dt: { x: -1e308 } }, 'dt.x should be at most 1e100 in magnitude, but is -1e+308'],
      [{ at: new Date(0) }, 'a plain object, but is Date'],
      [{ n: 1n }, 'but is BigInt'],
      [{ f: () => 0 }, 'but is Function'],
      [{ tags: ['a', 1] }, 'tags should be a list of texts, but has Number in it'],
      [deep, 'nested at most 8 deep'],
      [null, 'an event should be a plain object, but is null'],
      [[1], 'but is Array'],
      [new Map(), 'but is Map'],
      ['text', 'but is String'],
    ]
    for (const [e, reason] of refused) {
      for (const act of [() => hasher.transform(e as object), () => hasher.learn(e as object)]) {
        expect(act).toThrow(InvalidEvent)
        expect(act).toThrow(reason)
      }
    }
    const narrow = new FeatureHasher({ bits: 1 })
    const huge = { a: 1e100, b: 1e100, c: 1e100, d: 1e100 }
    expect(() => narrow.transform(huge)).toThrow('in magnitude, but features there sum to ')
    expect([hasher.slots.used, narrow.slots.used]).toEqual([0, 0])
  })
  test('the gauge counts names by their slots', () => {
    const tiny = new FeatureHasher({ bits: 1 }).slots
    expect([tiny.names, tiny.fill]).toEqual([0, 0])
    tiny.add(0)
    tiny.add(1)
    expect([tiny.names, tiny.fill, tiny.used]).toEqual([Infinity, 1, 2])
    const hasher = new FeatureHasher({ bits: 14 })
    for (let i = 0; i < 8000; i++) hasher.learn({ word: `w${i}` })
    for (let i = 0; i < 8000; i++) hasher.learn({ word: `w${i}` })
    expect(Math.abs(hasher.slots.names / 8000 - 1)).toBeLessThan(0.02)
    let collide = 0
    const taken = new Set(Array.from({ length: 8000 }, (_, i) => hasher.transform({ word: `w${i}` }).indices[0]))
    for (let i = 8000; i < 16000; i++) if (taken.has(hasher.transform({ word: `w${i}` }).indices[0])) collide++
    expect(Math.abs(collide / 8000 - hasher.slots.fill)).toBeLessThan(0.02)
  })
  test('the dictionary keeps the first names and no more', () => {
    const hasher = new FeatureHasher({ names: 2 })
    for (const word of ['a', 'b', 'c', 'a']) hasher.learn({ word })
    const known = ['a', 'b', 'c'].map((word) => hasher.names(hasher.transform({ word }).indices[0]!))
    expect(known).toEqual([['word=a'], ['word=b'], []])
    const roomy = new FeatureHasher({ names: 10 })
    const long = { word: 'x'.repeat(300) }
    roomy.learn(long)
    expect(roomy.names(roomy.transform(long).indices[0]!)).toEqual([])
  })
  test('options are checked, other seeds hash otherwise', () => {
    for (const bad of [{ bits: 0 }, { bits: 31 }, { bits: 1.5 }, { seed: -1 }, { names: Number.NaN }]) {
      expect(() => new FeatureHasher(bad)).toThrow(RangeError)
    }
    const [a, b] = [new FeatureHasher({ seed: 1 }), new FeatureHasher({ seed: 2 })]
    expect(a.transform({ w: 'x' })).not.toEqual(b.transform({ w: 'x' }))
  })
  test('a typed hasher takes interfaces, and only fields that are fields', () => {
    interface Flight {
      origin: string
      distance?: number
    }
    expectTypeOf(new FeatureHasher<Flight>().transform).parameter(0).toEqualTypeOf<Flight>()
    // @ts-expect-error a Date is not a field
    expect(() => new FeatureHasher<{ at: Date }>().transform({ at: new Date(0) })).toThrow(InvalidEvent)
  })
})

test('what a hasher has hashed before changes nothing: it gives each event what a new one gives it', () => {
  const name = fc.constantFrom('a', 'b', 'ab', '', 'a=b', 'é'.repeat(300))
  const value = fc.oneof(
    name,
    fc.constantFrom<unknown>(0, 1.5, -2, true, false, null, ['a', 'b', 'a'], { a: 'b', b: 3 }),
  )
  fc.assert(
    fc.property(fc.array(fc.dictionary(name, value, { maxKeys: 6 }), { maxLength: 12 }), (events) => {
      const used = new FeatureHasher<Record<string, never>>({ bits: 20, signed: true })
      for (const event of events as Record<string, never>[]) {
        const fresh = new FeatureHasher<Record<string, never>>({ bits: 20, signed: true })
        expect(used.transform(event)).toEqual(fresh.transform(event))
        used.learn(event)
        expect(used.transform(event)).toEqual(fresh.transform(event))
      }
      const many = { bag: Array.from({ length: 3000 }, (_, i) => `word ${i % 1500}`) } as unknown as Record<
        string,
        never
      >
      expect(used.transform(many)).toEqual(new FeatureHasher<object>({ bits: 20, signed: true }).transform(many))
      expect(used.transform(many)).toEqual(used.transform(structuredClone(many)))
    }),
    { numRuns: 60 },
  )
})
