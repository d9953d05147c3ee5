import {
  checkWeight,
  type Forecast,
  type Quantity,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'

/**
 * A running number about forecasts of quantities and what they turned out to be, which can take an event back and take another's events
 * in, exactly.
 *
 * @example
 * ```ts
 * import { MeanAbsoluteError } from '@rivulet/metrics'
 *
 * const error = new MeanAbsoluteError()
 * error.update(3, { value: 5 })
 * error.update(9, { value: 0 })
 * error.revert(9, { value: 0 })
 * error.value // => 2
 * ```
 */
export abstract class RegressionMetric<Y extends Quantity = number> implements Stateful {
  /**
   * Counts one event.
   *
   * @param y - what it turned out to be
   * @param forecast - made before it was known; neither changed nor kept
   * @param weight - how many times the event counts, from 0 to 2⁶⁴
   * @throws InvalidEvent for what cannot be counted; nothing has changed then
   */
  update(y: Y, forecast: Forecast<Y>, weight = 1): void {
    checkWeight(weight)
    this.count(y, quantityOf(forecast), weight)
  }

  /** Undoes one earlier `update` with equal arguments, whichever it was. */
  revert(y: Y, forecast: Forecast<Y>, weight = 1): void {
    checkWeight(weight)
    this.count(y, quantityOf(forecast), -weight)
  }

  /** Counts all that another metric of the same kind has counted, and leaves it as it is. */
  abstract merge(other: this): void

  /** The number now; NaN before there is one. */
  abstract get value(): number

  /** Writes the whole state. */
  abstract save(to: SnapshotWriter): void

  /** Restores it, or throws and changes nothing. */
  abstract load(from: SnapshotReader): void

  /** Counts one event with its weight, which is negative when it is taken back; throws before anything has changed. */
  protected abstract count(y: Y, value: Y, weight: number): void
}

/** What a forecast says; what is none says nothing, which is refused as a value. */
function quantityOf<Y extends Quantity>(forecast: Forecast<Y>): Y {
  return (forecast as Forecast<Y> | null | undefined)?.value as Y
}
