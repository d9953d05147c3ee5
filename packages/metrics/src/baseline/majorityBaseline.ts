import type { Label, Metric } from '@rivulet/core'
import type { MaxLabelsOptions } from '../distribution/maxLabels.ts'
import { Accuracy } from '../mean/accuracy.ts'
import { Baseline } from './baseline.ts'
import { Majority } from './majority.ts'

/**
 * How good it is to always predict the class that has come most often so far: the accuracy, unless another metric is
 * given, of that forecast. It is progressive, like the model it stands beside: it forecasts each label before it counts it, from the
 * labels that were known when the model predicted.
 *
 * On a tie the class that got there first stays. Before the first label there is no forecast, which counts as wrong.
 *
 * @example
 * ```ts
 * import { MajorityBaseline } from '@rivulet/metrics'
 *
 * const majority = new MajorityBaseline()
 * for (const y of ['no', 'no', 'yes', 'no']) majority.update(y)
 * majority.value // => 0.5
 * ```
 */
export class MajorityBaseline<L extends Label = Label> extends Baseline<L> {
  /**
   * @param metric - what scores the forecasts, {@link Accuracy} if absent
   * @param options - `maxLabels`, default 10,000
   */
  constructor(metric: Metric<L> = new Accuracy<L>(), options?: MaxLabelsOptions) {
    super(new Majority<L>(options), metric)
  }
}
