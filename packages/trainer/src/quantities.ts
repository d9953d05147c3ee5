import type { Forecast, Quantity } from '@rivulet/core'

/** What a regressor can learn. */
export interface QuantityExample<X, Y extends Quantity> {
  readonly x: X
  readonly y: Y
  /** How many times the event counts, ≥ 0; 1 if absent. */
  readonly weight?: number
}

/** One event whose quantity became known, that was scored and learned, with the event itself as it came. */
export interface LearnedQuantity<X, Y extends Quantity, E> {
  readonly t: number
  readonly eta: number
  readonly x: X
  readonly y: Y
  /** Made before the quantity was known. */
  readonly prediction: Forecast<Y>
  readonly loss: number
  readonly event: E
}

/** What is used of a metric of quantities. */
export interface QuantityScorer {
  update(y: Quantity, forecast: Forecast<Quantity> | undefined, weight?: number): void
  readonly value: number
  forecasts?(): Readonly<Record<string, object>>
}

/** The quantities that all metrics of a record understand. */
export type QuantityOf<M> = {
  [P in keyof M]: M[P] extends { update(y: infer Y, ...rest: never[]): void } ? (y: Y) => void : never
}[keyof M] extends (y: infer Y) => void
  ? Y & Quantity
  : never

/** An outcome of a regressor that can be scored. */
export interface ScorableQuantity<Y extends Quantity> {
  readonly y: Y
  readonly prediction: Forecast<Y>
  readonly event?: unknown
}
