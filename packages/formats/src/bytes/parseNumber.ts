import { LOWER_E, MINUS, PLUS, POINT, UPPER_E, ZERO } from './codes.ts'

/** 10⁰ to 10²², all exact in float64. */
const POWERS = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`))

/**
 * The number that ASCII bytes spell in decimal, rounded as `Number` rounds; NaN if they spell none.
 *
 * sign? digits (. digits)? (e sign? digits)?, where the digits before or after the point may be missing, not both
 *
 * A number of up to 15 digits and a power of ten up to 22 are both exact in float64, so one product or quotient of them is
 * rounded once and correctly; this serves nearly all that occurs, without making a string. `Number` does the rest.
 *
 * @param bytes - the text
 * @param start - where the number begins
 * @param end - where it ends
 *
 * @see Clinger (1990), How to Read Floating Point Numbers Accurately
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number): number {
  let i = start
  const sign = bytes[i]
  if (i < end && (sign === MINUS || sign === PLUS)) i++
  let mantissa = 0
  let digits = 0
  let point = -1
  for (; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO
    if (digit >= 0 && digit <= 9) {
      mantissa = 10 * mantissa + digit
      digits++
    } else if (bytes[i] === POINT && point < 0) point = digits
    else break
  }
  if (digits === 0) return Number.NaN
  let power = point < 0 ? 0 : point - digits
  if (i < end) {
    const exponent = parseExponent(bytes, i, end)
    if (Number.isNaN(exponent)) return Number.NaN
    power += exponent
  }
  if (digits > 15 || Math.abs(power) > 22) return Number(String.fromCharCode(...bytes.subarray(start, end)))
  const magnitude = power < 0 ? mantissa / (POWERS[-power] as number) : mantissa * (POWERS[power] as number)
  return sign === MINUS ? -magnitude : magnitude
}

/** What stands after the digits: e and an integer. */
function parseExponent(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== LOWER_E && bytes[start] !== UPPER_E) return Number.NaN
  let i = start + 1
  const sign = bytes[i]
  if (sign === MINUS || sign === PLUS) i++
  if (i >= end) return Number.NaN
  let exponent = 0
  for (; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    // Beyond this every number is 0 or infinite, and the count itself must not overflow.
    exponent = Math.min(10 * exponent + digit, 1e6)
  }
  return sign === MINUS ? -exponent : exponent
}
