import type { Quantity } from '@rivulet/core'
import { MeanSquaredError } from './meanSquaredError.ts'

/**
 * The root of the mean squared error, in the quantity's unit.
 *
 * RMSE = √MSE
 *
 * @example
 * ```ts
 * import { RootMeanSquaredError } from '@rivulet/metrics'
 *
 * const error = new RootMeanSquaredError()
 * error.update(3, { value: 5 })
 * error.value // => 2
 * ```
 *
 * @see Willmott & Matsuura (2005), Advantages of the mean absolute error over the root mean square error
 */
export class RootMeanSquaredError<Y extends Quantity = number> extends MeanSquaredError<Y> {
  /** The root of the mean squared error; NaN before the first event. */
  override get value(): number {
    return Math.sqrt(super.value)
  }
}
