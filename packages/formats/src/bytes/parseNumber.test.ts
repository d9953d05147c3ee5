import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseNumber } from './parseNumber.ts'
import { encodeUtf8 } from './utf8.ts'

function parse(text: string): number {
  const bytes = encodeUtf8(`7${text}7`)
  return parseNumber(bytes, 1, bytes.length - 1)
}

test('every float64 comes back from each of its spellings', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 20 }), (x, digits) => {
      for (const text of [String(x), x.toExponential(), x.toExponential(digits), x.toPrecision(digits + 1)]) {
        expect(parse(text)).toBe(Number(text))
      }
    }),
    { numRuns: 2000 },
  )
})

test('agrees with Number on anything made of the bytes of numbers, but for what only Number takes', () => {
  const piece = fc.constantFrom('0', '1', '9', '25', '.', '-', '+', 'e', 'E', '308', '22', '23', '0000000000000001')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      expect(parse(text)).toBe(text === '' ? Number.NaN : Number(text))
    }),
    { numRuns: 5000 },
  )
})

test.each(['', '-', '.', 'e5', '1e', '1e+', '1 ', ' 1', '0x10', 'Infinity', 'nan', '1.2.3', '1_0', '１'])(
  '%j is no number',
  (t) => {
    expect(parse(t)).toBeNaN()
  },
)

test('overflows and underflows as Number does', () => {
  expect(parse('1e999999999999999999')).toBe(Infinity)
  expect(parse('-1e-999999999999999999')).toBe(-0)
  expect(parse('-0')).toBe(-0)
})
