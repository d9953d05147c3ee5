import { InvalidEvent } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { crosses } from './crosses.ts'
import { quadratic } from './quadratic.ts'

describe('crosses', () => {
  test('add a text for each group that is whole', () => {
    const step = crosses(['a', 'b'], ['a', 'b', 'c'])
    const event = Object.freeze({ a: 'x', b: false, c: undefined })
    expect(step(event)).toEqual({ a: 'x', b: false, c: undefined, 'a×b': 'x×false' })
    expect(step({ a: 1, b: 2, c: 3 })).toEqual({ a: 1, b: 2, c: 3, 'a×b': '1×2', 'a×b×c': '1×2×3' })
    expect(step({})).toEqual({})
  })
  test('are safe with __proto__', () => {
    const event = JSON.parse('{"__proto__":"p","a":"x"}')
    const crossed = crosses(['__proto__', 'a'])(event)
    expect(JSON.stringify(crossed)).toBe('{"__proto__":"p","a":"x","__proto__×a":"p×x"}')
    expect(crosses(['__proto__', 'a'])({ a: 'x' })).toEqual({ a: 'x' })
  })
  test('refuse what cannot be crossed', () => {
    const step = crosses(['a', 'b'])
    for (const bad of [{ a: [], b: 1 }, { a: Number.NaN, b: 1 }, null, 7, [], new Map()]) {
      expect(() => step(bad as object)).toThrow(InvalidEvent)
    }
    expect(() => crosses(['a'])).toThrow(RangeError)
  })
  test('know the fields of a typed event', () => {
    interface Flight {
      origin: string
      hour: number
    }
    expectTypeOf(crosses<Flight>(['origin', 'hour'])).toEqualTypeOf<(event: Flight) => Flight>()
    // @ts-expect-error there is no such field
    expect(crosses<Flight>(['origin', 'minute'])({ origin: 'ATL', hour: 7 })).toEqual({ origin: 'ATL', hour: 7 })
  })
})

describe('quadratic', () => {
  test('has all products of pairs: with room for all, no more and no less', () => {
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 12 })
    fc.assert(
      fc.property(values, fc.boolean(), (x, squares) => {
        const { values: products } = quadratic({ bits: 30, squares })(x)
        const expected: number[] = []
        for (const [i, a] of x.entries()) {
          expected.push(a)
          for (const [j, b] of x.entries()) if (i < j || (squares && i === j)) expected.push(a * b)
        }
        const nonZero = expected.filter((v) => v !== 0)
        expect([...products].sort()).toEqual(nonZero.sort())
      }),
      { seed: 1 },
    )
  })
  test('a dense and a sparse vector of the same numbers give the same', () => {
    const cross = quadratic({ bits: 8, seed: 3 })
    expect(cross([0, 2, 0, 3])).toEqual(cross({ indices: [1, 3], values: [2, 3] }))
    expect(cross([0, 2, 0, 3])).not.toEqual(quadratic({ bits: 8, seed: 4 })([0, 2, 0, 3]))
  })
  test('refuses too many, too wide, and what overflows', () => {
    const cross = quadratic({ bits: 4, max: 3 })
    const bad = [[1, 1, 1, 1], { indices: [16], values: [1] }, [1e200, 1e200], [Number.NaN], [...Array(16).fill(0), 1]]
    for (const x of bad) expect(() => cross(x)).toThrow(InvalidEvent)
    for (const option of [{ bits: 0 }, { max: 0 }, { seed: 0.5 }]) expect(() => quadratic(option)).toThrow(RangeError)
  })
})
