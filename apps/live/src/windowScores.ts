import type { Label, Prediction, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { Accuracy, KLDivergence, ReversibleMetric } from '@rivulet/metrics'

/**
 * What is shown of the last events: their accuracy, and KL(label distribution ‖ mean prediction).
 * As one metric both share one window, which keeps a copy of each ticket.
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

  override merge(other: this): void {
    this.#accuracy.merge(other.#accuracy)
    this.#kl.merge(other.#kl)
  }

  override fade(powerOfTwo: number): void {
    this.#accuracy.fade(powerOfTwo)
    this.#kl.fade(powerOfTwo)
  }

  override save(to: SnapshotWriter): void {
    this.#accuracy.save(to.child('accuracy'))
    this.#kl.save(to.child('kl'))
  }

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
