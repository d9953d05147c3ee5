import {
  checkProbabilities,
  klDivergence,
  type Label,
  minProbability,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { checkSaved } from '@rivulet/core/snapshot'
import type { Interval } from '../interval/interval.ts'
import { ReversibleMetric } from '../reversibleMetric.ts'
import { ExactSum } from '../sum/exactSum.ts'
import { exactTotal } from '../sum/exactTotal.ts'
import { checkAgrees, loadSums, saveSums } from '../sum/saveSums.ts'
import { ClassTable } from './classTable.ts'
import { type MaxLabelsOptions, maxLabelsOf } from './maxLabels.ts'

/**
 * Whether the model is right about how often each class comes, on average: the divergence of the labels' frequencies from the mean
 * prediction, in nats. It is no measure of quality.
 *
 * KL(p ‖ q̄), p_k = Σ wᵢ 1[yᵢ = k] / Σ wᵢ, q̄_k = Σ wᵢ qᵢ(k) / Σ wᵢ
 *
 * 0 says that the model is right on average, "calibrated in the large", and may be wrong at every single event: always .99 for the class
 * that does not come, on labels that come half and half, has accuracy 0, a {@link CrossEntropy} of 4.6 and a frequency bias of 0.
 * How far predictions are from what happened is {@link KlDivergence}. "A class that the ticket did not know" is one more class: its
 * share is that of such labels, its prediction the mean of `unseen`. An update costs O(K). A mean prediction below 2⁻⁵² counts as
 * 2⁻⁵²; {@link FrequencyBias.clipped} says for how many classes.
 *
 * @example
 * ```ts
 * import { Accuracy, FrequencyBias } from '@rivulet/metrics'
 *
 * const [bias, accuracy] = [new FrequencyBias(), new Accuracy()]
 * for (const y of ['ham', 'spam']) {
 *   const wrong = { label: y === 'ham' ? 'spam' : 'ham', labels: ['ham', 'spam'], probabilities: y === 'ham' ? [0, 1] : [1, 0] }
 *   for (const metric of [bias, accuracy]) metric.update(y, wrong)
 * }
 * [bias.value, accuracy.value] // => [0, 0]
 * ```
 *
 * @see Cox (1958), Two Further Applications of a Model for Binary Regression
 * @see Kullback & Leibler (1951), On Information and Sufficiency
 */
export class FrequencyBias<L extends Label = Label> extends ReversibleMetric<L> {
  override readonly range: Interval = { low: 0, high: Infinity }
  readonly #classes: ClassTable<L>
  #unknown = new ExactSum()
  #unseen = new ExactSum()
  #weight = new ExactSum()

  /** @param options - `maxLabels`, default 10,000 */
  constructor(options: MaxLabelsOptions = {}) {
    super()
    this.#classes = new ClassTable(maxLabelsOf('FrequencyBias', options))
  }

  /** Takes the other's events in. */
  override merge(other: this): void {
    this.#classes.merge(other.#classes)
    this.#unknown.merge(other.#unknown)
    this.#unseen.merge(other.#unseen)
    this.#weight.merge(other.#weight)
  }

  /** Makes all events so far weigh less. */
  override fade(powerOfTwo: number): void {
    this.#classes.fade(powerOfTwo)
    for (const sum of [this.#unknown, this.#unseen, this.#weight]) sum.scale(powerOfTwo)
  }

  /** The divergence in nats, ≥ 0; NaN before the first event. */
  override get value(): number {
    const pairs = this.#distributions()
    return pairs.length === 0
      ? NaN
      : klDivergence(
          pairs.map(([p]) => p),
          pairs.map(([, q]) => Math.max(q, minProbability)),
        )
  }

  /** How many classes came though their mean prediction is below 2⁻⁵²; they count as predicted with 2⁻⁵². */
  get clipped(): number {
    return this.#distributions().filter(([p, q]) => p > 0 && q < minProbability).length
  }

  /** Writes the classes and the sums. */
  override save(to: SnapshotWriter): void {
    this.#classes.save(to)
    saveSums(to, 'rest', [this.#unknown, this.#unseen, this.#weight])
  }

  /** Restores them. */
  override load(from: SnapshotReader): void {
    const [unknown, unseen, weight] = loadSums(from, 'rest', 3) as [ExactSum, ExactSum, ExactSum]
    const classes = new ClassTable<L>(this.#classes.maxLabels)
    classes.load(from)
    const [came, predicted] = [0, 1].map((i) => exactTotal(classes.weights().map((pair) => pair[i] as number)))
    checkAgrees((came as number) + unknown.value, weight.value, 'what came', 'the weight of all events')
    // A ticket that knew no class may have predicted less than everything.
    const all = (predicted as number) + unseen.value
    checkSaved(
      all <= weight.value * (1 + 1e-5),
      'what was predicted',
      `at most ${weight.value}, the weight of all events`,
      all,
    )
    this.#classes.load(from)
    this.#unknown = unknown
    this.#unseen = unseen
    this.#weight = weight
  }

  protected override count(y: L, prediction: Prediction<L>, weight: number): void {
    checkProbabilities(prediction)
    const { labels, probabilities, unseen = 0 } = prediction
    const classes = this.#classes.rows(labels)
    const known = 1 - unseen
    let unknown = true
    for (let k = 0; k < labels.length; k++) {
      const row = classes[k] as (typeof classes)[number]
      row.predicted.add((probabilities[k] as number) * known * weight)
      if (labels[k] === y) {
        row.came.add(weight)
        unknown = false
      }
    }
    if (unknown) this.#unknown.add(weight)
    if (unseen !== 0) this.#unseen.add(unseen * weight)
    this.#weight.add(weight)
  }

  /** (p_k, q̄_k) of each class, sorted so that no rounding depends on the order in which the classes came. */
  #distributions(): [number, number][] {
    const total = this.#weight.value
    if (total === 0) return []
    const pairs = this.#classes.weights()
    pairs.push([this.#unknown.value, this.#unseen.value])
    return pairs
      .filter(([p, q]) => p !== 0 || q !== 0)
      .map(([p, q]): [number, number] => [p / total, q / total])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  }
}
