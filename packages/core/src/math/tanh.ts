import { powerOfTwo } from './bits.ts'
import { expTail } from './expTail.ts'
import { INVERSE_LN2, LN2_HIGH, LN2_LOW } from './ln2.ts'

// Bound here for the reason given in exp.ts.
const power = powerOfTwo
const tail = expTail
const inverse = INVERSE_LN2
const high = LN2_HIGH
const low = LN2_LOW

/**
 * The hyperbolic tangent, with the same bits in every engine.
 *
 * tanh x = 1 − 2 / (e²ˣ + 1), and x + x³ t(x²) for small x
 *
 * The quotient q would bring half an ulp of its own. So its first 24 bits are subtracted, which is exact, and what they
 * leave of 2 − q (e²ˣ + 1) is computed without rounding and divided too. t is a minimax polynomial of degree 7 (error
 * below 2⁻⁵⁶ of tanh). The error stays below 0.8 ulp; that of `Math.tanh` reaches 2 in V8.
 *
 * @param x - any number; tanh is odd, and ±1 at ±Infinity
 *
 * @example
 * ```ts
 * import { tanh } from '@rivulet/core'
 *
 * tanh(0.5) // => 0.46211715726000973
 * tanh(-Infinity) // => -1
 * ```
 *
 * @see Muller (2016), Elementary Functions: Algorithms and Implementation, 3rd edition
 * @see coefficients.py beside this file, which computes the polynomial
 */
export function tanh(x: number): number {
  const size = Math.abs(x)
  if (size < 0.35) return x === 0 ? x : x + x * smallTail(x * x)
  // tanh 20 differs from 1 by 2⁻⁵⁷.
  return Math.sign(x) * ofLarge(Math.min(size, 20))
}

/** tanh(x)/x − 1 = z t(z), z = x². */
function smallTail(z: number): number {
  const z2 = z * z
  const low = -0.3333333333333252 + z * 0.13333333333118058 + z2 * (-0.05396825377250316 + z * 0.021869479917189676)
  const high =
    -0.008863025109825895 + z * 0.0035891219654558913 + z2 * (-0.0014307089211906823 + z * 0.0004746645852930533)
  return z * (low + z2 * z2 * high)
}

/** 1 − 2 / d, d = e²ˣ + 1 = d₁ + d₂ + d₃: 24 bits, the next 29, and the rest. */
function ofLarge(x: number): number {
  const k = Math.floor(2 * x * inverse + 0.5)
  const r = 2 * x - k * high
  const rest = k * low
  const sum = 1 + r
  const t = r - rest
  const correction = 1 - sum + r - rest + (0.5 * t * t + tail(t))
  const e = sum + correction
  const unit = power(k)
  const scaled = unit * e
  const d = scaled + 1
  const d1 = Math.fround(d)
  const d2 = d - d1
  const d3 = scaled - d + 1 + unit * (sum - e + correction)
  const q = 2 / d
  const q1 = Math.fround(q)
  const left = 2 - q1 * d1 - q1 * d2 - q1 * d3
  return 1 - q1 - left * (0.5 * q)
}
