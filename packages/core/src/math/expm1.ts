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
 * The exponential less 1, exact where eˣ − 1 would lose the digits of a small x; the same bits in every engine.
 *
 * expm1 x = eˣ − 1
 *
 * For small x it is x + x²/2 + (eˣ − 1 − x − x²/2). Elsewhere it is 2ᵏ (1 + r) − 1 + 2ᵏ (eʳ − 1 − r), with the
 * reduction of `exp`, where the rounding errors of all large terms are kept and added to the small rest. The error stays
 * below 0.75 ulp.
 *
 * @param x - any number; expm1(−Infinity) = −1
 *
 * @example
 * ```ts
 * import { expm1 } from '@rivulet/core'
 *
 * expm1(1e-20) // => 1e-20
 * expm1(1) // => 1.718281828459045
 * ```
 *
 * @see Tang (1992), Table-driven implementation of the expm1 function in IEEE floating-point arithmetic
 * @see Dekker (1971), A floating-point technique for extending the available precision, on the kept errors
 */
export function expm1(x: number): number {
  if (x > -0.3465 && x < 0.3465) {
    if (x === 0) return x
    const square = 0.5 * x * x
    const lead = x + square
    return lead + (x - lead + square + tail(x))
  }
  const within = Math.max(-40, Math.min(x, 710))
  const k = Math.floor(within * inverse + 0.5)
  const r = within - k * high
  const rest = k * low
  const sum = 1 + r
  // Half of everything, so that 2ᵏ⁻¹ does not overflow before the result does.
  const unit = power(k - 1)
  const scaled = unit * sum
  const less = scaled - 0.5
  const lost = scaled > 0.5 ? scaled - less - 0.5 : scaled - (less + 0.5)
  const t = r - rest
  const square = 0.5 * unit * t * t
  const lead = less + square
  return (
    2 * (lead + (less - lead + square + (lost + unit * (1 - sum + r - rest + t * (r - t - rest))) + unit * tail(t)))
  )
}
