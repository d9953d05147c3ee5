import type { Quantity } from '@rivulet/core'
import { MeanError } from './meanError.ts'

/**
 * The mean absolute error, in the quantity's unit.
 *
 * MAE = Σ wᵢ |yᵢ − ŷᵢ| / Σ wᵢ,  of several outputs the mean over them
 *
 * It is least for the median of what can happen, and one large error counts no more than as many small ones.
 *
 * @example
 * ```ts
 * import { MeanAbsoluteError } from '@rivulet/metrics'
 *
 * const error = new MeanAbsoluteError()
 * error.update(3, { value: 5 })
 * error.update(1, { value: 1 })
 * error.value // => 1
 * ```
 *
 * @see Willmott & Matsuura (2005), Advantages of the mean absolute error over the root mean square error
 */
export class MeanAbsoluteError<Y extends Quantity = number> extends MeanError<Y> {
  protected override cost(error: number): number {
    return Math.abs(error)
  }
}
