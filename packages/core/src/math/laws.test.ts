import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exp } from './exp.ts'
import { expm1 } from './expm1.ts'
import { log } from './log.ts'
import { log1p } from './log1p.ts'
import { pow } from './pow.ts'
import { tanh } from './tanh.ts'

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const any = fc.double({ noNaN: true })
const runs = { numRuns: 2000 }

function nextUp(x: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x === 0 ? 0 : x)
  view.setBigInt64(0, view.getBigInt64(0) + (x < 0 ? -1n : 1n))
  return view.getFloat64(0)
}

const close = (a: number, b: number, tolerance: number) => {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(a), Math.abs(b)))
}

test.each<[string, (x: number) => number, number, number]>([
  ['exp', exp, -746, 710],
  ['expm1', expm1, -41, 710],
  ['log', log, 0, Number.MAX_VALUE],
  ['log1p', log1p, -1, Number.MAX_VALUE],
  ['tanh', tanh, -21, 21],
])('%s does not fall from a number to a larger one', (_, f, min, max) => {
  fc.assert(
    fc.property(between(min, max), between(min, max), (a, b) => {
      expect(f(Math.min(a, b))).toBeLessThanOrEqual(f(Math.max(a, b)))
    }),
    runs,
  )
})

// An error below 1 ulp allows neighbours to change places. Where the next formula or the next k takes over, they do not.
test.each<[string, (x: number) => number, number[]]>([
  ['exp', exp, [0, 0.34657359027997264, -0.34657359027997264, 1.0397207708399179, 709.78, -708.3964185322641, -745]],
  ['expm1', expm1, [0, 0.3465, -0.3465, 1.0397207708399179, -1.0397207708399179, 40, -37]],
  ['log', log, [1, Math.SQRT1_2, Math.SQRT2, 2, 2.2250738585072014e-308]],
  ['log1p', log1p, [0, -0.2928, 0.4142, 1, 1.8284271247461903]],
  ['tanh', tanh, [0, 0.35, -0.35, 0.5198603854199589, 19.06]],
])('%s is monotonic over neighbours where its formulas meet', (_, f, places) => {
  for (const place of places) {
    let x = place - Math.abs(place) * 2e-14
    for (let i = 0; i < 400; i++, x = nextUp(x)) expect(f(x), `${x}`).toBeLessThanOrEqual(f(nextUp(x)))
  }
})

test('log undoes exp, and exp undoes log', () => {
  fc.assert(
    fc.property(between(-700, 700), (x) => {
      expect(Math.abs(log(exp(x)) - x)).toBeLessThan(3e-16 * (1 + Math.abs(x)))
    }),
    runs,
  )
  fc.assert(
    fc.property(between(1e-300, 1e300), (x) => close(exp(log(x)), x, 3e-16 * (1 + Math.abs(log(x))))),
    runs,
  )
})

test('log1p undoes expm1, digits of small numbers included', () => {
  fc.assert(
    fc.property(between(-1, 700), (x) => close(log1p(expm1(x)), x, 2e-15)),
    runs,
  )
})

test('exp turns sums into products, log products into sums', () => {
  fc.assert(
    fc.property(between(-300, 300), between(-300, 300), (x, y) => close(exp(x + y), exp(x) * exp(y), 3e-13)),
    runs,
  )
  fc.assert(
    fc.property(between(1e-150, 1e150), between(1e-150, 1e150), (x, y) => {
      expect(Math.abs(log(x * y) - log(x) - log(y))).toBeLessThan(1e-12)
    }),
    runs,
  )
})

test('tanh is odd, bounded by 1, and (e²ˣ − 1) / (e²ˣ + 1)', () => {
  fc.assert(
    fc.property(any, (x) => {
      expect(tanh(-x)).toBe(-tanh(x))
      expect(Math.abs(tanh(x))).toBeLessThanOrEqual(1)
    }),
    runs,
  )
  fc.assert(
    fc.property(between(-300, 300), (x) => close(tanh(x), expm1(2 * x) / (expm1(2 * x) + 2), 1e-15)),
    runs,
  )
})

test('powers that doubles can hold are exact', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 5 }), (x, n) => {
      expect(pow(x, n)).toBe(Array.from({ length: n }, () => x).reduce((a, b) => a * b, 1))
    }),
    runs,
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 94906265 }), (x) => {
      expect(pow(x * x, 0.5)).toBe(x)
    }),
    runs,
  )
})

test('pow(x, 1) is x, pow(x, 2) is x · x, pow(x, ½) is √x, pow(x, −1) is 1/x, all but for the last bit', () => {
  fc.assert(
    fc.property(between(1e-150, 1e150), (x) => {
      expect(pow(x, 1)).toBe(x)
      close(pow(x, 2), x * x, 2.3e-16)
      close(pow(x, 0.5), Math.sqrt(x), 2.3e-16)
      close(pow(x, -1), 1 / x, 2.3e-16)
    }),
    runs,
  )
})
