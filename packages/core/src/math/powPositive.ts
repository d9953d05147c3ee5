import { exponentOf, powerOfTwo, scale } from './bits.ts'
import { expTail } from './expTail.ts'
import { INVERSE_LN2, LN2_HIGH, LN2_LOW } from './ln2.ts'
import { logTable } from './logTable.ts'

// Bound here for the reason given in exp.ts.
const exponent = exponentOf
const power = powerOfTwo
const timesPowerOfTwo = scale
const tail = expTail
const inverse = INVERSE_LN2
const high = LN2_HIGH
const low = LN2_LOW
const table = logTable

const SMALLEST_NORMAL = 2.2250738585072014e-308
const HUGE = 1.8446744073709552e19
const TINY = 2.710505431213761e-20

/**
 * xʸ of two finite numbers, the first positive.
 *
 * x = 2ᵏ m, c ≈ 1/m from a table, r = c m − 1, log x = k ln 2 − log c + log(1 + r), xʸ = e^(y log x)
 *
 * Numbers named `…Low` are what the rounding of their namesake took; `a`, `b` are the first 24 bits of a factor and the
 * others, whose products are exact.
 *
 * @param x - positive and finite
 * @param y - finite
 */
export function powPositive(x: number, y: number): number {
  // Unless x is 1, |log x| is between 2⁻⁵⁴ and 2¹⁰: a y beyond 2⁶⁴ overflows or underflows, one below 2⁻⁶⁵ leaves 1.
  const size = Math.abs(y)
  if (x === 1 || size < TINY) return 1
  if (size > HUGE) return x > 1 === y > 0 ? Infinity : 0

  const shift = x < SMALLEST_NORMAL ? 54 : 0
  const normal = x * power(shift)
  const n = exponent(normal)
  const m = normal * power(-n)
  const k = n - shift

  const entry = 3 * (Math.floor(m * 32 + 0.5) - 23)
  const c = table[entry] as number
  const mA = Math.fround(m)
  const first = mA * c - 1
  const second = (m - mA) * c
  const r = first + second
  const rLow = first - r + second

  // log x = whole + r − r²/2 + r³ g(r), the first three terms in two doubles.
  const whole = k * high + (table[entry + 1] as number)
  const rA = Math.fround(r)
  const square = 0.5 * rA * rA
  const squareLow = 0.5 * (r - rA) * (r + rA) + r * rLow
  const sum = whole + r
  const sumLow = whole - sum + r
  const log = sum - square
  const logLow =
    sum -
    log -
    square +
    (sumLow + (rLow + (k * low + (table[entry + 2] as number)) - squareLow + r * r * r * cubeTail(r)))

  // p = y log x in two doubles.
  const p = y * log
  if (p > 710) return Infinity
  if (p < -746) return 0
  const yA = Math.fround(y)
  const yB = y - yA
  const logA = Math.fround(log)
  const logB = log - logA
  const pLow = yA * logA - p + yA * logB + yB * logA + yB * logB + y * logLow

  const e = Math.floor(p * inverse + 0.5)
  const s = p - e * high
  const rest = e * low - pLow
  const t = s - rest
  const one = 1 + s
  return timesPowerOfTwo(one + (1 - one + s - rest + (0.5 * t * t + tail(t))), e)
}

/** (log(1 + r) − r + r²/2) / r³, |r| ≤ 0.0225: a minimax polynomial of degree 7, error below 2⁻⁶⁶ of r. */
function cubeTail(r: number): number {
  const r2 = r * r
  const low = 0.333333333333333 - r * 0.25 + r2 * (0.2000000000073827 - r * 0.16666666666864527)
  const high = 0.14285709694364382 - r * 0.12499997730746501 + r2 * (0.11122167454113897 - r * 0.10007832361133963)
  return low + r2 * r2 * high
}
