import { check, expm1 } from '@rivulet/core'
import type { Loss } from './loss.ts'

/**
 * Half the squared error of a score from a number.
 *
 * ℓ(z, y) = ½ (z − y)²,  y a real number
 *
 * ∂ℓ/∂z = z − y.  With η(t) = 1/(t + 1) on a constant feature, SGD on it is the running mean.
 *
 * @throws RangeError for a y that is no finite number
 *
 * @example
 * ```ts
 * import { squaredLoss } from '@rivulet/optim'
 *
 * squaredLoss.value([3], 1) // => 2
 * ```
 *
 * @see Widrow & Hoff (1960), Adaptive Switching Circuits
 */
export const squaredLoss: Loss = {
  name: 'squared',
  value(z, y) {
    check(Number.isFinite(y), 'y', 'a finite number', y)
    const error = (z[0] as number) - y
    return (error * error) / 2
  },
  gradient(z, y, into) {
    check(Number.isFinite(y), 'y', 'a finite number', y)
    into[0] = (z[0] as number) - y
  },
  // g' = −g as the score moves, so g falls as e^(−h).
  flow: (g, h) => (h === 0 ? g : (-g * expm1(-h)) / h),
}
