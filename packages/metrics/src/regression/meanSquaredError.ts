import type { Quantity } from '@rivulet/core'
import { MeanError } from './meanError.ts'

/**
 * The mean squared error, in the square of the quantity's unit.
 *
 * MSE = Σ wᵢ (yᵢ − ŷᵢ)² / Σ wᵢ,  of several outputs the mean over them
 *
 * It is least for the mean of what can happen. The loss of a linear regression is half of it, summed over the outputs.
 *
 * @example
 * ```ts
 * import { MeanSquaredError } from '@rivulet/metrics'
 *
 * const error = new MeanSquaredError()
 * error.update(3, { value: 5 })
 * error.update(1, { value: 1 })
 * error.value // => 2
 * ```
 *
 * @see Legendre (1805), Nouvelles méthodes pour la détermination des orbites des comètes
 */
export class MeanSquaredError<Y extends Quantity = number> extends MeanError<Y> {
  protected override cost(error: number): number {
    return error * error
  }
}
