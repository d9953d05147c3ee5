import type { Quantity } from '@rivulet/core'
import { MeanSquaredError } from './meanSquaredError.ts'
import { type QuantityBaselineOptions, zeros } from './outputs.ts'
import { QuantityBaseline } from './quantityBaseline.ts'
import type { RegressionMetric } from './regressionMetric.ts'
import { RunningMean } from './runningMean.ts'

/**
 * How good it is to forecast the mean of all that became known so far: the mean squared error, unless another metric is given.
 *
 * ŷᵢ = Σ_j wⱼ yⱼ / Σ_j wⱼ over the j that were known when the model predicted; 0 before the first. A model that does not beat it has
 * learned nothing from the features.
 *
 * @example
 * ```ts
 * import { MeanBaseline } from '@rivulet/metrics'
 *
 * const baseline = new MeanBaseline()
 * for (const y of [2, 4]) baseline.update(y)
 * baseline.value // => (4 + 4) / 2
 * ```
 *
 * @see Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.2
 */
export class MeanBaseline<Y extends Quantity = number> extends QuantityBaseline<Y> {
  /**
   * @param metric - what scores the forecasts, {@link MeanSquaredError} if absent
   * @param options - `outputs`, how many numbers a target is; a plain number unless said
   */
  constructor(metric: RegressionMetric<Y> = new MeanSquaredError<Y>(), options: QuantityBaselineOptions = {}) {
    super(new RunningMean<Y>(zeros(options)), metric)
  }
}
