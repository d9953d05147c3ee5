import type { Label, Prediction, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { Accuracy, KLDivergence, type ReversibleMetric } from '@rivulet/metrics'

/**
 * What is shown of the last events: their accuracy, and KL(label distribution ‖ mean prediction).
 * As one metric both share one window, which keeps a copy of each ticket.
 */
export class WindowScores implements ReversibleMetric<Label> {
  readonly #accuracy: Accuracy = new Accuracy()
  readonly #kl: KLDivergence = new KLDivergence()

  update(y: Label, prediction: Prediction, weight?: number): void {
    this.#accuracy.update(y, prediction, weight)
    this.#kl.update(y, prediction, weight)
  }

  revert(y: Label, prediction: Prediction, weight?: number): void {
    this.#accuracy.revert(y, prediction, weight)
    this.#kl.revert(y, prediction, weight)
  }

  merge(other: this): void {
    this.#accuracy.merge(other.#accuracy)
    this.#kl.merge(other.#kl)
  }

  /** The accuracy. */
  get value(): number {
    return this.#accuracy.value
  }

  /** The divergence, in nats. */
  get kl(): number {
    return this.#kl.value
  }

  save(to: SnapshotWriter): void {
    this.#accuracy.save(to.child('accuracy'))
    this.#kl.save(to.child('kl'))
  }

  load(from: SnapshotReader): void {
    this.#accuracy.load(from.child('accuracy'))
    this.#kl.load(from.child('kl'))
  }
}
