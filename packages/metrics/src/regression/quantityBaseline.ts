import {
  checkWeight,
  type Forecast,
  InvalidEvent,
  type Quantity,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import type { QuantityForecaster } from './quantityForecaster.ts'
import type { RegressionMetric } from './regressionMetric.ts'

/**
 * A metric of a trivial forecaster of quantities in the model's place, scored on what it said when the model predicted: on the forecast
 * that travelled with the ticket, however late the quantity became known. What the model itself forecast is not looked at.
 *
 * It is to quantities what `Baseline` is to labels. Where they become known at once a ticket may have no forecasts in it: then the
 * forecast is made now, before the quantity is learned, which is the same.
 *
 * @example
 * ```ts
 * import { MeanAbsoluteError, QuantityBaseline } from '@rivulet/metrics'
 *
 * const zero = { name: 'zero', forecast: () => ({ value: 0 }), learn() {}, save() {}, load() {} }
 * const baseline = new QuantityBaseline(zero, new MeanAbsoluteError())
 * for (const y of [3, -1]) baseline.update(y)
 * baseline.value // => 2
 * ```
 */
export class QuantityBaseline<Y extends Quantity = number> implements Stateful {
  readonly #forecaster: QuantityForecaster<Y>
  readonly #metric: RegressionMetric<Y>

  /**
   * @param forecaster - what forecasts
   * @param metric - what scores the forecasts
   */
  constructor(forecaster: QuantityForecaster<Y>, metric: RegressionMetric<Y>) {
    this.#forecaster = forecaster
    this.#metric = metric
  }

  /** What the forecaster would say now, under its name: what a ticket needs whose quantity may become known late. */
  forecasts(): Readonly<Record<string, Forecast<Y>>> {
    return { [this.#forecaster.name]: this.#forecaster.forecast() }
  }

  /**
   * Scores the forecast in the ticket, and shows the forecaster the quantity.
   *
   * @throws InvalidEvent for a bad weight, for what is no quantity, and for a ticket that has the forecasts of others alone; nothing
   * has changed then
   */
  update(y: Y, forecast?: Forecast<Y>, weight = 1): void {
    checkWeight(weight)
    const said = this.#forecastIn(forecast)
    // What the metric refuses, the forecaster must not have learned.
    this.#metric.update(y, said, weight)
    this.#forecaster.learn(y, weight)
  }

  #forecastIn(ticket: Forecast<Y> | undefined): Forecast<Y> {
    if (ticket?.baselines === undefined) return this.#forecaster.forecast()
    const { name } = this.#forecaster
    const said = ticket.baselines[name]
    if (said !== undefined) return said
    throw new InvalidEvent(
      `the ticket should have the forecast of ${name}, made with the prediction, but has not: give predict, or withBaselines, all the metrics`,
    )
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

  #parts(): Stateful {
    return record({ forecaster: this.#forecaster, metric: this.#metric })
  }
}
