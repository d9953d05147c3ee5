import {
  argmax,
  type Label,
  type Metric,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { LabelWeights } from '../distribution/labelWeights.ts'
import { CrossEntropy } from '../mean/crossEntropy.ts'
import { Baseline } from './baseline.ts'

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
  #labels: LabelWeights<L>

  /**
   * @param metric - what scores the forecasts, {@link CrossEntropy} if absent
   * @param cap - the most labels, default 10,000; one more is refused
   */
  constructor(metric: Metric<L> = new CrossEntropy<L>(), cap?: number) {
    super(metric)
    this.#labels = new LabelWeights(cap)
  }

  /** The distribution of the labels so far. */
  override forecast(): Prediction<L> {
    const labels: L[] = []
    const weights: number[] = []
    let total = 0
    for (const [y, weight] of this.#labels.entries()) {
      labels.push(y)
      weights.push(weight)
      total += weight
    }
    const unseen = 1 / (total + labels.length + 1)
    return { label: labels[argmax(weights)], labels, probabilities: weights.map((weight) => weight / total), unseen }
  }

  protected override learn(y: L, weight: number): void {
    this.#labels.add(y, weight)
  }

  protected override saveForecaster(to: SnapshotWriter): void {
    this.#labels.save(to)
  }

  protected override readForecaster(from: SnapshotReader): () => void {
    const labels = new LabelWeights<L>(this.#labels.cap)
    labels.load(from)
    return () => {
      this.#labels = labels
    }
  }
}
