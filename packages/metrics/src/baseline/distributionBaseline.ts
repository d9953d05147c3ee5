import {
  argmax,
  type Label,
  Labels,
  type Metric,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { readArray } from '@rivulet/core/snapshot'
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
  #labels: Labels<L>
  #weights: number[] = []
  #total = 0

  /**
   * @param metric - what scores the forecasts, {@link CrossEntropy} if absent
   * @param cap - the most labels, default 10,000; one more is refused
   */
  constructor(metric: Metric<L> = new CrossEntropy<L>(), cap?: number) {
    super(metric)
    this.#labels = new Labels<L>('open', cap)
  }

  /** The distribution of the labels so far. */
  override forecast(): Prediction<L> {
    const labels = this.#labels.list
    const weights = this.#weights
    const total = this.#total
    return {
      label: labels[argmax(weights)],
      labels,
      probabilities: weights.map((weight) => weight / total),
      unseen: 1 / (total + labels.length + 1),
    }
  }

  protected override learn(y: L, weight: number): void {
    // A class without weight would have probability 0/0 at first.
    if (weight === 0) {
      this.#labels.check(y)
      return
    }
    const k = this.#labels.admit(y)
    this.#weights[k] = (this.#weights[k] ?? 0) + weight
    this.#total += weight
  }

  protected override saveForecaster(to: SnapshotWriter): void {
    this.#labels.save(to)
    to.array('weights', [...this.#weights, this.#total])
  }

  protected override readForecaster(from: SnapshotReader): () => void {
    const labels = new Labels<L>('open', this.#labels.cap)
    labels.load(from)
    const weights = Array.from(readArray(from, 'weights', 'F64', labels.size + 1))
    const total = weights.pop() as number
    return () => {
      this.#labels = labels
      this.#weights = weights
      this.#total = total
    }
  }
}
