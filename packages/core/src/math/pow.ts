import { powPositive } from './powPositive.ts'

/**
 * x to the power y, with the same bits in every engine.
 *
 * xʸ = e^(y log x), and for x < 0 and an integer y, ±|x|ʸ
 *
 * The logarithm and its product with y carry some 66 bits, because an error of either grows with the exponent of the
 * result. Special values are those of ECMAScript: x⁰ is 1 for every x, even NaN; (±1)^(±Infinity) is NaN, as is
 * 1^NaN (C and IEEE 754 say 1). The error stays below 0.8 ulp.
 *
 * @param x - the base, any number; NaN for a negative one unless y is an integer
 * @param y - the exponent, any number
 *
 * @example
 * ```ts
 * import { pow } from '@rivulet/core'
 *
 * pow(2, 0.5) // => 1.4142135623730951
 * pow(-2, 3) // => -8
 * pow(-8, 1 / 3) // => NaN
 * ```
 *
 * @see ECMA-262, Number::exponentiate
 * @see Tang (1990), Table-driven implementation of the logarithm function in IEEE floating-point arithmetic
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  const size = Math.abs(x)
  const negative = x < 0 || Object.is(x, -0)
  const odd = negative && y % 2 !== 0 && Number.isInteger(y)
  const value = ofSize(size, y, negative)
  return odd ? -value : value
}

/** The size of xʸ, or NaN. */
function ofSize(size: number, y: number, negative: boolean): number {
  if (!(size > 0 && size < Infinity && Math.abs(y) < Infinity)) {
    if (Number.isNaN(size) || Number.isNaN(y) || size === 1) return NaN
    return size > 1 === y > 0 ? Infinity : 0
  }
  if (negative && !Number.isInteger(y)) return NaN
  return powPositive(size, y)
}
