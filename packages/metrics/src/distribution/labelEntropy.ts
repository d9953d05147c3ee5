import { entropy, type Label, type Prediction, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import type { Interval } from '../interval/interval.ts'
import { ReversibleMetric } from '../reversibleMetric.ts'
import { LabelWeights } from './labelWeights.ts'
import { type MaxLabelsOptions, maxLabelsOf } from './maxLabels.ts'

/**
 * The entropy of the labels that came, in nats: what the best constant prediction, known in hindsight, would have cost.
 *
 * H = −Σ_k p_k log p_k, p_k the share of label k
 *
 * A learner whose {@link CrossEntropy} is not below it has learned nothing from the features.
 *
 * @example
 * ```ts
 * import { LabelEntropy } from '@rivulet/metrics'
 *
 * const labelEntropy = new LabelEntropy()
 * for (const y of ['ham', 'spam', 'spam', 'ham']) labelEntropy.update(y)
 * labelEntropy.value // => Math.LN2
 * ```
 *
 * @see Shannon (1948), A Mathematical Theory of Communication
 */
export class LabelEntropy<L extends Label = Label> extends ReversibleMetric<L> {
  override readonly range: Interval = { low: 0, high: Infinity }
  readonly #labels: LabelWeights<L>

  /** @param options - `maxLabels`, default 10,000 */
  constructor(options: MaxLabelsOptions = {}) {
    super()
    this.#labels = new LabelWeights(maxLabelsOf('LabelEntropy', options))
  }

  /**
   * Counts one label; the prediction is not looked at.
   *
   * @throws InvalidEvent for a bad weight, for what is no label, and beyond the cap
   */
  override update(y: L, prediction: Prediction<L> = unpredicted, weight = 1): void {
    super.update(y, prediction, weight)
  }

  /** Takes one label back. */
  override revert(y: L, prediction: Prediction<L> = unpredicted, weight = 1): void {
    super.revert(y, prediction, weight)
  }

  /** Takes the other's labels in. */
  override merge(other: this): void {
    this.#labels.merge(other.#labels)
  }

  /** Makes all labels so far weigh less. */
  override fade(powerOfTwo: number): void {
    this.#labels.fade(powerOfTwo)
  }

  /** The entropy in nats; NaN before the first event. */
  override get value(): number {
    if (this.#labels.size === 0) return NaN
    const weights = Array.from(this.#labels.entries(), ([, weight]) => weight)
    // Sorted, the sums do not depend on the order in which the labels came.
    weights.sort((a, b) => a - b)
    const total = weights.reduce((sum, weight) => sum + weight)
    return entropy(weights.map((weight) => weight / total))
  }

  /** Writes the labels and their weights. */
  override save(to: SnapshotWriter): void {
    this.#labels.save(to)
  }

  /** Restores them. */
  override load(from: SnapshotReader): void {
    this.#labels.load(from)
  }

  protected override count(y: L, _prediction: Prediction<L>, weight: number): void {
    this.#labels.add(y, weight)
  }
}

const unpredicted = { label: undefined, labels: [], probabilities: [] }
