import {
  check,
  InvalidEvent,
  isLabel,
  type Label,
  type Metric,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  show,
} from '@rivulet/core'
import { readLabels, writeLabels } from '@rivulet/core/snapshot'
import { Accuracy } from '../mean/accuracy.ts'
import { Baseline } from './baseline.ts'

/**
 * How good it is to predict that the label stays what it was: the accuracy, unless another metric is given, of the
 * forecast ŷᵢ = yᵢ₋₁.
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
  #last: L | undefined

  /** @param metric - what scores the forecasts, {@link Accuracy} if absent */
  constructor(metric: Metric<L> = new Accuracy<L>()) {
    super(metric)
  }

  /** The last label, for certain. */
  override forecast(): Prediction<L> {
    const last = this.#last
    return last === undefined
      ? { label: undefined, labels: [], probabilities: [], unseen: 1 }
      : { label: last, labels: [last], probabilities: [1] }
  }

  protected override learn(y: L): void {
    if (!isLabel(y)) throw new InvalidEvent(`y should be a string, a finite number or a boolean, but is ${show(y)}`)
    this.#last = y
  }

  protected override saveForecaster(to: SnapshotWriter): void {
    writeLabels(to, 'last', this.#last === undefined ? [] : [this.#last])
  }

  protected override readForecaster(from: SnapshotReader): () => void {
    const last = readLabels(from, 'last') as L[]
    check(last.length <= 1, 'last', 'a label or none', last)
    return () => {
      this.#last = last[0]
    }
  }
}
