import {
  klDivergence,
  type Label,
  minProbability,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { checkPrediction } from '../checkPrediction.ts'
import type { Interval } from '../interval/interval.ts'
import { ReversibleMetric } from '../reversibleMetric.ts'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'
import { ClassTable } from './classTable.ts'

/**
 * Whether the model is right about how often each class comes: the divergence of the labels' distribution from the mean
 * prediction, in nats.
 *
 * KL(p ‖ q̄), p_k = Σ wᵢ 1[yᵢ = k] / Σ wᵢ, q̄_k = Σ wᵢ qᵢ(k) / Σ wᵢ
 *
 * To one label, a one-hot vector, KL *is* the cross-entropy, so it is taken of the distributions of all events counted,
 * or of a window. It is 0 for a model that is right on average, however bad it is event by event: it shows bias,
 * where {@link CrossEntropy} shows skill. "A class that the ticket did not know" is one more class: its share is that of
 * such labels, its prediction the mean of `unseen`. An update costs O(K). A mean prediction below 2⁻⁵² counts as 2⁻⁵²; {@link
 * KLDivergence.clipped} says for how many classes.
 *
 * @example
 * ```ts
 * import { KLDivergence } from '@rivulet/metrics'
 *
 * const kl = new KLDivergence()
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['ham', 'ham', 'spam', 'ham']) kl.update(y, ticket)
 * kl.value // => 0
 * ```
 *
 * @see Kullback & Leibler (1951), On Information and Sufficiency
 */
export class KLDivergence<L extends Label = Label> extends ReversibleMetric<L> {
  override readonly range: Interval = { low: 0, high: Infinity }
  readonly #classes: ClassTable<L>
  #unknown = new ExactSum()
  #unseen = new ExactSum()
  #weight = new ExactSum()

  /** @param cap - the most classes, default 10,000; one more is refused */
  constructor(cap?: number) {
    super()
    this.#classes = new ClassTable(cap)
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
    this.#classes.load(from)
    this.#unknown = unknown
    this.#unseen = unseen
    this.#weight = weight
  }

  protected override count(y: L, prediction: Prediction<L>, weight: number): void {
    checkPrediction(prediction)
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
