import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SparseVector } from '../vocabulary.ts'
import { axpy } from './axpy.ts'
import { checkVector } from './checkVector.ts'
import { dot } from './dot.ts'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const pair = fc
  .integer({ min: 0, max: 20 })
  .chain((n) => fc.tuple(...[0, 1].map(() => fc.array(number, { minLength: n, maxLength: n }))))

function sparse(x: readonly number[]): SparseVector {
  const indices = [...x.keys()].filter((i) => x[i] !== 0)
  return { indices, values: indices.map((i) => x[i] as number) }
}

describe('dot and axpy', () => {
  test('sparse and dense are the same, bit for bit', () => {
    fc.assert(
      fc.property(pair, number, ([w, x], a) => {
        const [dense, viaSparse] = [[...(w as number[])], [...(w as number[])]]
        expect(dot(dense, sparse(x as number[]))).toEqual(dot(dense, x as number[]) + 0)
        axpy(a, x as number[], dense)
        axpy(a, sparse(x as number[]), viaSparse)
        expect(viaSparse.map((v) => v + 0)).toEqual(dense.map((v) => v + 0))
      }),
    )
  })
  test('w·x grows by a ‖x‖² when a x is added to w', () => {
    fc.assert(
      fc.property(pair, ([w, x]) => {
        const after = Float64Array.from(w as number[])
        axpy(0.5, x as number[], after)
        const expected = dot(w as number[], x as number[]) + 0.5 * dot(x as number[], x as number[])
        expect(Math.abs(dot(after, x as number[]) - expected)).toBeLessThanOrEqual(1e-9 * (1 + 1e12))
      }),
    )
  })
  test('features beyond the weights count nothing in dot, and are refused by axpy before anything changes', () => {
    expect(dot([1], [1, 5])).toBe(1)
    expect(dot([1], { indices: [0, 9], values: [1, 5] })).toBe(1)
    const w = [1]
    expect(() => axpy(1, { indices: [0, 9], values: [1, 5] }, w)).toThrow(RangeError)
    expect(() => axpy(1, [1, 5], w)).toThrow(RangeError)
    expect(w).toEqual([1])
  })
})

describe('checkVector', () => {
  test('accepts what it should', () => {
    checkVector([])
    checkVector(new Float64Array([1, 2]), { features: 2 })
    checkVector({ indices: [], values: [] }, { features: 2 })
    checkVector({ indices: Uint32Array.of(0, 7), values: [1, -0] }, { features: 8 })
    checkVector([Number.MAX_VALUE])
  })
  test.each([
    [null, 'x should be a vector, but is null'],
    ['text', 'x should be a vector, but is "text"'],
    [{}, 'x should be a vector'],
    [[Number.NaN], 'x[0] should be a finite number, but is NaN'],
    [[0, -Infinity], 'x[1] should be a finite number, but is -Infinity'],
    [['1'], 'x[0] should be a finite number, but is "1"'],
    [[undefined], 'x[0] should be a finite number, but is undefined'],
    [[2e100], 'x[0] should be at most 1e+100 in magnitude, but is 2e+100'],
    [[1, 2, 3], 'x should be 2 numbers, but is 3 numbers'],
    [{ indices: [1, 0], values: [1, 1] }, 'x.indices[1] should be above x.indices[0] = 1, but is 0'],
    [{ indices: [0, 0], values: [1, 1] }, 'x.indices[1]'],
    [{ indices: [2], values: [1] }, 'x.indices[0] should be a whole number ≥ 0 and below 2, but is 2'],
    [{ indices: [0.5], values: [1] }, 'x.indices[0]'],
    [{ indices: [0], values: [] }, 'x should be as many indices as values'],
    [{ indices: [0] }, 'x should be as many indices as values'],
    [{ indices: [0], values: [Number.NaN] }, 'x.values[0] should be a finite number, but is NaN'],
  ])('refuses %j', (x, reason) => {
    const features = Array.isArray(x) && x.length < 3 ? x.length : 2
    expect(() => checkVector(x as never, { features, magnitude: 1e100 })).toThrow(reason)
  })
  test('an index that would fill the memory is refused without being told how many features there are', () => {
    expect(() => checkVector({ indices: [2 ** 31], values: [1] })).toThrow('below 16777216')
  })
})
