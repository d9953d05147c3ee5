import {
  check,
  type Label,
  type Metric,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { readLabels, writeLabels } from '@rivulet/core/snapshot'
import { LabelWeights } from '../distribution/labelWeights.ts'
import { Accuracy } from '../mean/accuracy.ts'
import { Baseline } from './baseline.ts'

/**
 * How good it is to always predict the class that has come most often so far: the accuracy, unless another metric is
 * given, of that forecast. It is progressive, like the model it stands beside: it forecasts each label before it counts it.
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
  #labels: LabelWeights<L>
  #leader: L | undefined

  /**
   * @param metric - what scores the forecasts, {@link Accuracy} if absent
   * @param cap - the most labels, default 10,000; one more is refused
   */
  constructor(metric: Metric<L> = new Accuracy<L>(), cap?: number) {
    super(metric)
    this.#labels = new LabelWeights(cap)
  }

  /** The majority class, for certain. */
  override forecast(): Prediction<L> {
    const leader = this.#leader
    return leader === undefined
      ? { label: undefined, labels: [], probabilities: [], unseen: 1 }
      : { label: leader, labels: [leader], probabilities: [1] }
  }

  protected override learn(y: L, weight: number): void {
    this.#labels.add(y, weight)
    if (weight === 0) return
    if (this.#leader === undefined || this.#labels.of(y) > this.#labels.of(this.#leader)) this.#leader = y
  }

  protected override saveForecaster(to: SnapshotWriter): void {
    this.#labels.save(to)
    writeLabels(to, 'leader', this.#leader === undefined ? [] : [this.#leader])
  }

  protected override readForecaster(from: SnapshotReader): () => void {
    const labels = new LabelWeights<L>(this.#labels.cap)
    labels.load(from)
    const [leader] = readLabels(from, 'leader') as L[]
    check(leader === undefined ? labels.size === 0 : labels.of(leader) > 0, 'leader', 'one of the labels', leader)
    return () => {
      this.#labels = labels
      this.#leader = leader
    }
  }
}
