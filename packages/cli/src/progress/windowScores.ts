import type { Label, Prediction, SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import { Accuracy, FrequencyBias, ReversibleMetric } from '@rivulet/metrics'

/**
 * What is shown of the last events: their accuracy, and the frequency bias, which is no measure of quality:
 * KL(label frequencies ‖ mean prediction).
 * As one metric both share one window, which keeps a copy of each ticket.
 *
 * @example
 * ```ts
 * import { WindowScores } from '@rivulet/cli/progress'
 * import { Rolling } from '@rivulet/metrics'
 *
 * const window = new Rolling(new WindowScores(), { events: 2 })
 * for (const y of ['a', 'b', 'b']) window.update(y, { label: 'b', labels: ['a', 'b'], probabilities: [0, 1] })
 * window.value // => 1
 * window.metric.bias // => 0
 * ```
 */
export class WindowScores extends ReversibleMetric {
  readonly #accuracy: Accuracy = new Accuracy()
  readonly #bias: FrequencyBias = new FrequencyBias()
  readonly #parts: Stateful = record({ accuracy: this.#accuracy, bias: this.#bias })

  /** The accuracy. */
  override get value(): number {
    return this.#accuracy.value
  }

  /** The frequency bias, in nats: 0 where the model is right on average, however wrong it is event by event. */
  get bias(): number {
    return this.#bias.value
  }

  /** Takes in the scores of other events. */
  override merge(other: this): void {
    this.#accuracy.merge(other.#accuracy)
    this.#bias.merge(other.#bias)
  }

  /** Lets all events so far count for 2^−k of what they did. */
  override fade(powerOfTwo: number): void {
    this.#accuracy.fade(powerOfTwo)
    this.#bias.fade(powerOfTwo)
  }

  /** Writes both. */
  override save(to: SnapshotWriter): void {
    this.#parts.save(to)
  }

  /** Restores both. */
  override load(from: SnapshotReader): void {
    this.#parts.load(from)
  }

  protected override count(y: Label, prediction: Prediction, weight: number): void {
    if (weight < 0) {
      this.#accuracy.revert(y, prediction, -weight)
      this.#bias.revert(y, prediction, -weight)
    } else {
      this.#accuracy.update(y, prediction, weight)
      this.#bias.update(y, prediction, weight)
    }
  }
}
