import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toJson } from './index.ts'

/** Anything that a program may hold, JSON or not. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withObjectString: true,
  withBoxedValues: true,
  withSparseArray: true,
  values: [fc.double(), fc.string(), fc.boolean(), fc.constantFrom(-0, Number.NaN, undefined, null)],
})

describe('toJson', () => {
  test('what is read is what was written, or it was refused with its name', () => {
    let [kept, refused] = [0, 0]
    const property = fc.property(anything, (value) => {
      let text: string
      try {
        text = toJson(value, 'event')
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
        expect((error as Error).message).toMatch(/^event.* should be .*, but is /s)
        refused += 1
        return
      }
      // toEqual tells -0 from 0, and passes over a prototype of null.
      expect(JSON.parse(text)).toEqual(value)
      kept += 1
    })
    fc.assert(property, { seed: 1, numRuns: 3000 })
    expect(kept).toBeGreaterThan(300)
    expect(refused).toBeGreaterThan(300)
  })

  test('everything that is JSON is written', () => {
    const property = fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(toJson(value, 'event'))).toEqual(value)
    })
    fc.assert(property, { seed: 2, numRuns: 1000 })
    expect(toJson([-0, { a: -0, b: 'é', c: true }, 0], 'x')).toBe('[-0,{"a":-0,"b":"é","c":true},0]')
    expect(JSON.parse(toJson(JSON.parse('{"__proto__":1}'), 'x'))).toEqual(JSON.parse('{"__proto__":1}'))
  })

  const cycle: Record<string, unknown> = {}
  cycle['a'] = { b: cycle }
  let deep: unknown = 1
  for (let i = 0; i < 100_000; i++) deep = [deep]
  test.each<[unknown, string]>([
    [{ price: Number.NaN }, 'event.price should be a finite number, but is NaN'],
    [{ a: [1, -Infinity] }, 'event.a[1] should be a finite number, but is -Infinity'],
    [{ at: new Date(0) }, 'event.at should be plain JSON, but is a Date'],
    [{ 'a b': new Map() }, 'event["a b"] should be plain JSON, but is a Map'],
    [new Float32Array(1), 'event should be plain JSON, but is a Float32Array'],
    [{ a: undefined }, 'event.a should be null or left out, but is undefined'],
    [Object.assign([1], { length: 2 }), 'event[1] should be null or left out, but is undefined'],
    [5n, 'event should be plain JSON, but is the bigint 5'],
    [{ f() {} }, 'event.f should be plain JSON, but is a function'],
    [Symbol.iterator, 'event should be plain JSON, but is Symbol(Symbol.iterator)'],
    [new (class Row {})(), 'event should be plain JSON, but is a Row'],
    [{ [Symbol.iterator]: 1 }, 'event should be plain JSON, but is an object with symbols for keys'],
    [{ toJSON: 1 }, 'event should be plain JSON, but is an object with a toJSON of its own'],
    [Object.assign([1], { extra: 2 }), 'event should be a plain list, but is one with fields of its own'],
    [cycle, 'event.a.b should be plain JSON, but is a part of itself'],
  ])('%# is refused', (value, message) => {
    expect(() => toJson(value, 'event')).toThrow(new RangeError(message))
  })

  test('what is too deep is refused', () => {
    expect(() => toJson(deep, 'event')).toThrow('should be nested at most 500 deep, but is deeper')
  })
})
