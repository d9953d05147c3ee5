import type { Label, Metric, Prediction, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { checkWeight } from '../checkWeight.ts'

/**
 * A metric of a trivial forecaster in the model's place: it forecasts each label before it learns it, and the metric
 * inside scores that forecast. What the model itself predicted is not looked at.
 *
 * A baseline depends on the order of events, so it can take none back: put the window inside,
 * `new LastLabelBaseline(new Rolling(new Accuracy(), 1000))`.
 *
 * @example
 * ```ts
 * import { Accuracy, Baseline } from '@rivulet/metrics'
 *
 * class Alternating extends Baseline {
 *   next = 'tick'
 *   forecast() {
 *     return { label: this.next, labels: [this.next], probabilities: [1] }
 *   }
 *   learn(y) {
 *     this.next = y === 'tick' ? 'tock' : 'tick'
 *   }
 *   saveForecaster(to) {
 *     to.text('next', this.next)
 *   }
 *   readForecaster(from) {
 *     const next = from.text('next')
 *     return () => {
 *       this.next = next
 *     }
 *   }
 * }
 * const alternating = new Alternating(new Accuracy())
 * for (const y of ['tick', 'tock', 'tock', 'tick']) alternating.update(y)
 * alternating.value // => 0.75
 * ```
 */
export abstract class Baseline<L extends Label = Label> implements Metric<L> {
  readonly #metric: Metric<L>

  /** @param metric - what scores the forecasts */
  constructor(metric: Metric<L>) {
    this.#metric = metric
  }

  /** What the forecaster would predict now. */
  abstract forecast(): Prediction<L>

  /** Shows the forecaster the label; throws InvalidEvent, and changes nothing, if it is none. */
  protected abstract learn(y: L, weight: number): void

  /** Writes what the forecaster knows. */
  protected abstract saveForecaster(to: SnapshotWriter): void

  /** Reads what a forecaster knew and returns what puts it in place, so that nothing has changed if the metric refuses. */
  protected abstract readForecaster(from: SnapshotReader): () => void

  /**
   * Scores the forecast made before this label, and shows the forecaster the label.
   *
   * @throws InvalidEvent for a bad weight and for what is no label; nothing has changed then
   */
  update(y: L, _prediction?: Prediction<L>, weight = 1): void {
    checkWeight(weight)
    const forecast = this.forecast()
    this.learn(y, weight)
    this.#metric.update(y, forecast, weight)
  }

  /** The number that the metric inside gives the forecaster. */
  get value(): number {
    return this.#metric.value
  }

  /** Writes the forecaster and the metric. */
  save(to: SnapshotWriter): void {
    this.saveForecaster(to)
    this.#metric.save(to.child('metric'))
  }

  /** Restores both. */
  load(from: SnapshotReader): void {
    const place = this.readForecaster(from)
    this.#metric.load(from.child('metric'))
    place()
  }
}
