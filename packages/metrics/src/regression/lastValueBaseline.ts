import type { Quantity } from '@rivulet/core'
import { LastValue } from './lastValue.ts'
import { MeanSquaredError } from './meanSquaredError.ts'
import { type QuantityBaselineOptions, zeros } from './outputs.ts'
import { QuantityBaseline } from './quantityBaseline.ts'
import type { RegressionMetric } from './regressionMetric.ts'

/**
 * How good it is to forecast that the quantity stays what it was: the mean squared error, unless another metric is given.
 *
 * ŷᵢ is the last value that was known when the model predicted, yᵢ₋₁ where values become known at once; 0 before the first. On a stream
 * that moves slowly, as prices and temperatures do, this is hard to beat.
 *
 * @example
 * ```ts
 * import { LastValueBaseline } from '@rivulet/metrics'
 *
 * const baseline = new LastValueBaseline()
 * for (const y of [2, 4]) baseline.update(y)
 * baseline.value // => (4 + 4) / 2
 * ```
 *
 * @see Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.2
 */
export class LastValueBaseline<Y extends Quantity = number> extends QuantityBaseline<Y> {
  /**
   * @param metric - what scores the forecasts, {@link MeanSquaredError} if absent
   * @param options - `outputs`, how many numbers a target is; a plain number unless said
   */
  constructor(metric: RegressionMetric<Y> = new MeanSquaredError<Y>(), options: QuantityBaselineOptions = {}) {
    super(new LastValue<Y>(zeros(options)), metric)
  }
}
