import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromPlainText, toPlainText } from './plainText.ts'

const plain = fc
  .anything({
    withBigInt: true,
    withTypedArray: true,
    withNullPrototype: false,
    withUnicodeString: true,
    key: fc.oneof(fc.string(), fc.constantFrom('$', '__proto__', 'constructor', '1')),
  })
  .filter((value) => !hasWide(value))

/** 64-bit integers in typed arrays are not vectors of any learner. */
function hasWide(value: unknown): boolean {
  if (value instanceof BigInt64Array || value instanceof BigUint64Array) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(hasWide)
}

test('plain data comes back as it was, and its text is ASCII and the same again', () => {
  fc.assert(
    fc.property(plain, (value) => {
      const text = toPlainText(value)
      expect(text).toMatch(/^[\x20-\x7f]*$/)
      const back = fromPlainText(text)
      expect(isDeepStrictEqual(back, value)).toBe(true)
      expect(toPlainText(back)).toBe(text)
    }),
    { numRuns: 1000 },
  )
})

test.each([[() => 1], [Symbol('s')], [new Map()], [new (class Own {})()], [{ deep: [new Set()] }]])(
  '%s is refused',
  (value) => {
    expect(() => toPlainText(value)).toThrow('only plain data can be saved')
  },
)
