import type { Label, Prediction, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import type { MaxLabelsOptions } from '../distribution/maxLabels.ts'
import type { Interval } from '../interval/interval.ts'
import { ReversibleMetric } from '../reversibleMetric.ts'
import { ConfusionMatrix } from './confusionMatrix.ts'

/**
 * A metric that is a formula over the confusion matrix; who extends it writes the formula and nothing else.
 *
 * @example
 * ```ts
 * import { MatrixMetric } from '@rivulet/metrics'
 *
 * class Classes extends MatrixMetric {
 *   get value() {
 *     return this.matrix.labels.length
 *   }
 * }
 * const classes = new Classes()
 * classes.update('spam', { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] })
 * classes.value // => 2
 * ```
 */
export abstract class MatrixMetric<L extends Label = Label> extends ReversibleMetric<L> {
  override readonly range: Interval = { low: 0, high: 1 }
  /** What has been counted; to be read, not updated. */
  readonly matrix: ConfusionMatrix<L>

  /** @param options - `maxLabels`, default 1,000 */
  constructor(options: MaxLabelsOptions = {}) {
    super()
    this.matrix = new ConfusionMatrix(options)
  }

  /** Takes the other's events in. */
  override merge(other: this): void {
    this.matrix.merge(other.matrix)
  }

  /** Makes all events so far weigh less. */
  override fade(powerOfTwo: number): void {
    this.matrix.fade(powerOfTwo)
  }

  /** Writes the matrix. */
  override save(to: SnapshotWriter): void {
    this.matrix.save(to)
  }

  /** Restores the matrix. */
  override load(from: SnapshotReader): void {
    this.matrix.load(from)
  }

  protected override count(y: L, prediction: Prediction<L>, weight: number): void {
    if (weight < 0) this.matrix.revert(y, prediction, -weight)
    else this.matrix.update(y, prediction, weight)
  }
}
