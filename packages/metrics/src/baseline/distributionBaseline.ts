import type { Label, Metric } from '@rivulet/core'
import type { MaxLabelsOptions } from '../distribution/maxLabels.ts'
import { CrossEntropy } from '../mean/crossEntropy.ts'
import { Baseline } from './baseline.ts'
import { LabelFrequencies } from './labelFrequencies.ts'

/**
 * How good it is to predict each class as often as it has come: the cross-entropy, unless another metric is given, of the
 * running distribution of the labels.
 *
 * P(k) = (1 − u) n_k / n, u = 1 / (n + K + 1) for a class not seen yet
 *
 * n is the weight of the labels so far and K the number of classes. The mass u, all of it before the first label, makes
 * the first sight of a class cost a finite amount. An event costs O(K).
 *
 * @example
 * ```ts
 * import { DistributionBaseline } from '@rivulet/metrics'
 *
 * const running = new DistributionBaseline()
 * for (const y of ['no', 'no', 'yes']) running.update(y)
 * running.forecast() // => { label: 'no', labels: ['no', 'yes'], probabilities: [2 / 3, 1 / 3], unseen: 1 / 6 }
 * running.value // => (Math.log(3 / 2) + Math.log(4)) / 3
 * ```
 *
 * @see Good (1953), The Population Frequencies of Species and the Estimation of Population Parameters
 */
export class DistributionBaseline<L extends Label = Label> extends Baseline<L> {
  /**
   * @param metric - what scores the forecasts, {@link CrossEntropy} if absent
   * @param options - `maxLabels`, default 10,000
   */
  constructor(metric: Metric<L> = new CrossEntropy<L>(), options?: MaxLabelsOptions) {
    super(new LabelFrequencies<L>(options), metric)
  }
}
