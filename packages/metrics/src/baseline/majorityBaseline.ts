import {
  check,
  type Label,
  Labels,
  type Metric,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { readArray } from '@rivulet/core/snapshot'
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
  #labels: Labels<L>
  #weights: number[] = []
  #leader = -1

  /**
   * @param metric - what scores the forecasts, {@link Accuracy} if absent
   * @param cap - the most labels, default 10,000; one more is refused
   */
  constructor(metric: Metric<L> = new Accuracy<L>(), cap?: number) {
    super(metric)
    this.#labels = new Labels<L>('open', cap)
  }

  /** The majority class, for certain. */
  override forecast(): Prediction<L> {
    const leader = this.#labels.list[this.#leader]
    return leader === undefined
      ? { label: undefined, labels: [], probabilities: [], unseen: 1 }
      : { label: leader, labels: [leader], probabilities: [1] }
  }

  protected override learn(y: L, weight: number): void {
    const k = this.#labels.admit(y)
    const sum = (this.#weights[k] ?? 0) + weight
    this.#weights[k] = sum
    if (sum > (this.#weights[this.#leader] ?? 0)) this.#leader = k
  }

  protected override saveForecaster(to: SnapshotWriter): void {
    this.#labels.save(to)
    to.array('weights', this.#weights)
    to.text('leader', String(this.#leader))
  }

  protected override readForecaster(from: SnapshotReader): () => void {
    const labels = new Labels<L>('open', this.#labels.cap)
    labels.load(from)
    const weights = Array.from(readArray(from, 'weights', 'F64', labels.size))
    const leader = Number(from.text('leader'))
    check(Number.isInteger(leader) && leader >= -1 && leader < labels.size, 'leader', 'one of the labels', leader)
    return () => {
      this.#labels = labels
      this.#weights = weights
      this.#leader = leader
    }
  }
}
