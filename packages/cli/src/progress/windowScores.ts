import type { Label, Prediction, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { Accuracy, KLDivergence, ReversibleMetric } from '@rivulet/metrics'

/**
 * What is shown of the last events: their accuracy, and KL(label distribution ‖ mean prediction).
 * As one metric both share one window, which keeps a copy of each ticket.
 *
 * @example
 * ```ts
 * import { WindowScores } from '@rivulet/cli/progress'
 * import { Rolling } from '@rivulet/metrics'
 *
 * const window = new Rolling(new WindowScores(), 2)
 * for (const y of ['a', 'b', 'b']) window.update(y, { label: 'b', labels: ['a', 'b'], probabilities: [0, 1] })
 * window.value // => 1
 * window.metric.kl // => 0
 * ```
 */
export class WindowScores extends ReversibleMetric {
  readonly #accuracy: Accuracy = new Accuracy()
  readonly #kl: KLDivergence = new KLDivergence()

  /** The accuracy. */
  override get value(): number {
    return this.#accuracy.value
  }

  /** The divergence, in nats. */
  get kl(): number {
    return this.#kl.value
  }

  /** Takes in the scores of other events. */
  override merge(other: this): void {
    this.#accuracy.merge(other.#accuracy)
    this.#kl.merge(other.#kl)
  }

  /** Lets all events so far count for 2^−k of what they did. */
  override fade(powerOfTwo: number): void {
    this.#accuracy.fade(powerOfTwo)
    this.#kl.fade(powerOfTwo)
  }

  /** Writes both. */
  override save(to: SnapshotWriter): void {
    this.#accuracy.save(to.child('accuracy'))
    this.#kl.save(to.child('kl'))
  }

  /** Restores both. */
  override load(from: SnapshotReader): void {
    this.#accuracy.load(from.child('accuracy'))
    this.#kl.load(from.child('kl'))
  }

  protected override count(y: Label, prediction: Prediction, weight: number): void {
    if (weight < 0) {
      this.#accuracy.revert(y, prediction, -weight)
      this.#kl.revert(y, prediction, -weight)
    } else {
      this.#accuracy.update(y, prediction, weight)
      this.#kl.update(y, prediction, weight)
    }
  }
}
