import {
  checkPrediction,
  checkProbabilities,
  checkWeight,
  InvalidEvent,
  type Label,
  type Metric,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import type { Forecaster } from './forecaster.ts'

/**
 * A metric of a trivial forecaster in the model's place, which is scored on what it said when the model predicted: on the forecast
 * that travelled with the ticket, however late the label. What the model itself predicted is not looked at.
 *
 * `predict(model, { metrics })` of `@rivulet/trainer`, or core's `withBaselines`, puts the forecast into the ticket. Where labels come
 * at once there may be none in it: then the forecast is made now, before the label is learned, which is the same.
 *
 * A baseline depends on the order of events, so it can take none back: put the window inside,
 * `new LastLabelBaseline(new Rolling(new Accuracy(), { events: 1000 }))`.
 *
 * @example
 * ```ts
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { Accuracy, Baseline } from '@rivulet/metrics'
 *
 * let next = 'tick'
 * const alternating = {
 *   name: 'alternating',
 *   forecast: () => ({ label: next, labels: [next], probabilities: [1] }),
 *   learn(y: string) {
 *     next = y === 'tick' ? 'tock' : 'tick'
 *   },
 *   save(to: SnapshotWriter) {
 *     to.text('next', next)
 *   },
 *   load(from: SnapshotReader) {
 *     next = from.text('next')
 *   },
 * }
 * const baseline = new Baseline(alternating, new Accuracy())
 * for (const y of ['tick', 'tock', 'tock', 'tick']) baseline.update(y)
 * baseline.value // => 0.75
 * ```
 */
export class Baseline<L extends Label = Label> implements Metric<L> {
  readonly #forecaster: Forecaster<L>
  readonly #metric: Metric<L>

  /**
   * @param forecaster - what forecasts
   * @param metric - what scores the forecasts
   */
  constructor(forecaster: Forecaster<L>, metric: Metric<L>) {
    this.#forecaster = forecaster
    this.#metric = metric
  }

  /** What the forecaster would predict now. */
  forecast(): Prediction<L> {
    return this.#forecaster.forecast()
  }

  /** The same under the forecaster's name: what a ticket needs whose label may come late. */
  forecasts(): Readonly<Record<string, Prediction<L>>> {
    return { [this.#forecaster.name]: this.forecast() }
  }

  /**
   * What the forecaster said when this ticket was made: the forecast in it, or, if it has none at all, the one of now.
   *
   * @throws InvalidEvent for a ticket that has the forecasts of others alone
   */
  forecastIn(prediction?: Prediction<L>): Prediction<L> {
    if (prediction?.baselines === undefined) return this.forecast()
    const { name } = this.#forecaster
    const said = prediction.baselines[name]
    if (said === undefined) {
      throw new InvalidEvent(
        `the ticket should have the forecast of ${name}, made with the prediction, but has not: give predict, or withBaselines, all the metrics`,
      )
    }
    checkPrediction(said)
    checkProbabilities(said)
    return said
  }

  /**
   * Scores the forecast in the ticket, and shows the forecaster the label.
   *
   * @throws InvalidEvent for a bad weight, for what is no label, and for a ticket that has the forecasts of others alone; nothing
   * has changed then
   */
  update(y: L, prediction?: Prediction<L>, weight = 1): void {
    checkWeight(weight)
    if (prediction !== undefined) checkPrediction(prediction)
    const forecast = this.forecastIn(prediction)
    this.#forecaster.learn(y, weight)
    this.#metric.update(y, forecast, weight)
  }

  /** The number that the metric inside gives the forecaster. */
  get value(): number {
    return this.#metric.value
  }

  /** Writes the forecaster and the metric. */
  save(to: SnapshotWriter): void {
    this.#parts().save(to)
  }

  /** Restores both. */
  load(from: SnapshotReader): void {
    this.#parts().load(from)
  }

  #parts(): ReturnType<typeof record> {
    return record({ forecaster: this.#forecaster, metric: this.#metric })
  }
}
