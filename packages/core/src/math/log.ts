import { exponentOf, powerOfTwo } from './bits.ts'
import { LN2_HIGH, LN2_LOW } from './ln2.ts'
import { logTail } from './logTail.ts'

// Bound here for the reason given in exp.ts.
const exponent = exponentOf
const power = powerOfTwo
const tail = logTail
const high = LN2_HIGH
const low = LN2_LOW

const SMALLEST_NORMAL = 2.2250738585072014e-308
const LARGEST = 1.7976931348623157e308
const MINUS_INFINITY = -Infinity
const NOT_A_NUMBER = NaN

/**
 * The natural logarithm, with the same bits in every engine.
 *
 * log x = k ln 2 + log(1 + f), x = 2ᵏ (1 + f), √½ ≤ 1 + f < √2
 *
 * k ln 2 + f − f²/2 keeps its rounding errors, which are added to the small rest log(1 + f) − f + f²/2, so that the
 * error stays below 0.75 ulp; near 1, k = 0 and nothing cancels. A subnormal x is multiplied by 2⁵⁴ first.
 *
 * @param x - at least 0; log 0 = −Infinity, and NaN below
 *
 * @example
 * ```ts
 * import { log } from '@rivulet/core'
 *
 * log(10) // => 2.302585092994046
 * log(0) // => -Infinity
 * ```
 *
 * @see Muller (2016), Elementary Functions: Algorithms and Implementation, 3rd edition
 */
export function log(x: number): number {
  if (x === 0) return MINUS_INFINITY
  if (!(x >= 0)) return NOT_A_NUMBER
  if (x > LARGEST) return x
  let unit = 1
  let shift = 0
  if (x < SMALLEST_NORMAL) {
    unit = 18014398509481984
    shift = 54
  }
  const normal = x * unit
  const n = exponent(normal)
  const f = normal * power(-n) - 1
  const k = n - shift
  const whole = k * high
  const square = 0.5 * f * f
  const sum = whole + f
  const lead = sum - square
  return lead + (sum - lead - square + (whole - sum + f + k * low) + tail(f))
}
