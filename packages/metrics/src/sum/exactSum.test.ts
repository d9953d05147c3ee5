import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExactSum } from './exactSum.ts'

const number = fc.oneof(
  fc.double({ min: -(2 ** 900), max: 2 ** 900, noNaN: true }),
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(2 ** 53, -(2 ** 53), 2 ** -53, -(2 ** -53), 2 ** -106, 2 ** -1074, -(2 ** -1074)),
)
const numbers = fc.array(number, { maxLength: 40 })

/** A float64 as a whole multiple of 2⁻¹⁰⁷⁴, the smallest of them. */
function exact(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  const bits = view.getBigUint64(0)
  const exponent = (bits >> 52n) & 0x7ffn
  const fraction = bits & 0xfffffffffffffn
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n)
  return bits >> 63n === 1n ? -size : size
}

/** The float64 nearest to a multiple of 2⁻¹⁰⁷⁴, ties to even. */
function nearest(sum: bigint): number {
  const size = sum < 0n ? -sum : sum
  const drop = BigInt(Math.max(0, size.toString(2).length - 53))
  const half = drop === 0n ? 0n : 1n << (drop - 1n)
  const below = size & ((1n << drop) - 1n)
  let kept = size >> drop
  if (drop > 0n && (below > half || (below === half && (kept & 1n) === 1n))) kept++
  // In two steps, each exact, for 2^drop alone may be beyond the largest float64.
  const exponent = Number(drop) - 1074
  const value = Number(kept) * 2 ** Math.ceil(exponent / 2) * 2 ** Math.floor(exponent / 2)
  return sum < 0n ? -value : value
}

function sumOf(xs: readonly number[]): ExactSum {
  const sum = new ExactSum()
  for (const x of xs) sum.add(x)
  return sum
}

describe('ExactSum', () => {
  test('is the exact sum, rounded once', () => {
    fc.assert(
      fc.property(numbers, (xs) => {
        expect(sumOf(xs).value).toBe(nearest(xs.reduce((sum, x) => sum + exact(x), 0n)) + 0)
      }),
      { numRuns: 2000 },
    )
  })
  test('its parts add up to it exactly, and do not depend on the order', () => {
    fc.assert(
      fc.property(numbers, (xs) => {
        const { parts } = sumOf(xs)
        expect(parts.reduce((sum, x) => sum + exact(x), 0n)).toBe(xs.reduce((sum, x) => sum + exact(x), 0n))
        expect(sumOf(xs.toReversed()).parts).toEqual(parts)
      }),
    )
  })
  test('what is taken back was never there', () => {
    fc.assert(
      fc.property(numbers, numbers, (xs, ys) => {
        const sum = sumOf([...xs, ...ys])
        for (const x of xs) sum.add(-x)
        expect(sum.parts).toEqual(sumOf(ys).parts)
        for (const y of ys) sum.add(-y)
        expect(sum.zero).toBe(true)
      }),
    )
  })
  test('halves merge to the whole, a sum with itself too', () => {
    fc.assert(
      fc.property(numbers, numbers, (xs, ys) => {
        const sum = sumOf(xs)
        sum.merge(sumOf(ys))
        expect(sum.parts).toEqual(sumOf([...xs, ...ys]).parts)
        sum.merge(sum)
        expect(sum.parts).toEqual(sumOf([...xs, ...xs, ...ys, ...ys]).parts)
      }),
    )
  })
  test('scale multiplies and keeps two parts', () => {
    const sum = sumOf([1, 2 ** -60, 2 ** -120])
    sum.scale(0.25)
    expect(sum.parts).toEqual([0.25, 2 ** -62])
  })
})
