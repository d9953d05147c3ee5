import type { Label, Metric } from '@rivulet/core'
import { Accuracy } from '../mean/accuracy.ts'
import { Baseline } from './baseline.ts'
import { LastLabel } from './lastLabel.ts'

/**
 * How good it is to predict that the label stays what it was: the accuracy, unless another metric is given, of the last label that
 * was known when the model predicted. Where labels come at once that is ŷᵢ = yᵢ₋₁.
 *
 * On a stream whose labels come in runs this is hard to beat (85.3 % on Elec2), and a model that does not beat it has
 * found nothing else. Before the first label there is no forecast, which counts as wrong.
 *
 * @example
 * ```ts
 * import { LastLabelBaseline } from '@rivulet/metrics'
 *
 * const lastLabel = new LastLabelBaseline()
 * for (const y of ['up', 'up', 'up', 'down']) lastLabel.update(y)
 * lastLabel.value // => 0.5
 * ```
 *
 * @see Žliobaitė, Bifet, Read, Pfahringer & Holmes (2015), Evaluation methods and decision theory for classification of
 * streaming data with temporal dependence
 */
export class LastLabelBaseline<L extends Label = Label> extends Baseline<L> {
  /** @param metric - what scores the forecasts, {@link Accuracy} if absent */
  constructor(metric: Metric<L> = new Accuracy<L>()) {
    super(new LastLabel<L>(), metric)
  }
}
