import { exponentOf, powerOfTwo } from './bits.ts'
import { LN2_HIGH, LN2_LOW } from './ln2.ts'
import { logTail } from './logTail.ts'

// Bound here for the reason given in exp.ts.
const exponent = exponentOf
const power = powerOfTwo
const tail = logTail
const high = LN2_HIGH
const low = LN2_LOW

const LARGEST = 1.7976931348623157e308
const MINUS_INFINITY = -Infinity
const NOT_A_NUMBER = NaN

/**
 * The logarithm of 1 + x, exact where 1 + x would lose the digits of a small x; the same bits in every engine.
 *
 * log1p x = log(1 + x)
 *
 * For small x, f of `log` is x itself. Elsewhere u = 1 + x is rounded, what rounding took is known exactly as c, and
 * log(u + c) = log u + c/u. The error stays below 0.75 ulp.
 *
 * @param x - at least −1; log1p(−1) = −Infinity, and NaN below
 *
 * @example
 * ```ts
 * import { log1p } from '@rivulet/core'
 *
 * log1p(1e-20) // => 1e-20
 * log1p(1) // => 0.6931471805599453
 * ```
 *
 * @see Kahan (1987), Branch cuts for complex elementary functions, on log1p
 * @see Dekker (1971), A floating-point technique for extending the available precision, on c
 */
export function log1p(x: number): number {
  // 1 + x from √½ to √2, where logTail holds.
  if (x > -0.2928 && x < 0.4142) {
    if (x === 0) return x
    const square = 0.5 * x * x
    const lead = x - square
    return lead + (x - lead - square + tail(x))
  }
  if (x === -1) return MINUS_INFINITY
  if (!(x >= -1)) return NOT_A_NUMBER
  if (x > LARGEST) return x
  const u = 1 + x
  const c = x > 1 ? 1 - (u - x) : x - (u - 1)
  const k = exponent(u)
  const f = u * power(-k) - 1
  const whole = k * high
  const square = 0.5 * f * f
  const sum = whole + f
  const lead = sum - square
  return lead + (sum - lead - square + (whole - sum + f + (k * low + c / u)) + tail(f))
}
