import type { Label, Prediction, Stateful } from '@rivulet/core'

/** Forecasts labels from labels alone. */
export interface Forecaster<L extends Label = Label> extends Stateful {
  /** What its forecast is called in a ticket: `majority`. Two forecasters of one name have learned the same and say the same. */
  readonly name: string
  /** What it would predict now; a new object, or one that never changes. */
  forecast(): Prediction<L>
  /**
   * Shows it a label that became known.
   *
   * @throws InvalidEvent if it is none; nothing has changed then
   */
  learn(y: L, weight: number): void
}
