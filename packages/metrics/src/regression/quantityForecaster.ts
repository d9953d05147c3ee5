import type { Forecast, Quantity, Stateful } from '@rivulet/core'

/** Forecasts quantities from quantities alone. */
export interface QuantityForecaster<Y extends Quantity = number> extends Stateful {
  /** What its forecast is called in a ticket: `mean`. Two forecasters of one name have learned the same and say the same. */
  readonly name: string
  /** What it would forecast now; a new object, or one that never changes. */
  forecast(): Forecast<Y>
  /**
   * Shows it a quantity that became known.
   *
   * @throws InvalidEvent if it is none; nothing has changed then
   */
  learn(y: Y, weight: number): void
}
