import type { Forecast, Label, Prediction, Quantity } from './vocabulary.ts'

/** Metrics by name, of labels or of quantities, and what is asked of them when an event happens. */
export type Forecasting = Readonly<
  Record<string, { update(...event: never): void; forecasts?(): Readonly<Record<string, object>> }>
>

/**
 * A prediction with the forecasts of the baselines among some metrics, made at the same moment. Then its label may come late, and the
 * baselines are scored on what they could know when the model predicted. It is what `predict` of `@rivulet/trainer` does; without it
 * a late label would be compared with forecasts that had seen the labels in between.
 *
 * @param prediction - just made, of a label or of a quantity
 * @param metrics - those that will score it, by name; those without `forecasts` are passed over
 * @returns a new ticket; the prediction stays as it is
 *
 * @example
 * ```ts
 * import { type Prediction, withBaselines } from '@rivulet/core'
 *
 * const rain = { label: 'rain', labels: ['rain'], probabilities: [1] }
 * const prediction: Prediction = { label: 'sun', labels: ['rain', 'sun'], probabilities: [0.25, 0.75] }
 * const ticket = withBaselines(prediction, { alwaysRain: { update() {}, forecasts: () => ({ rain }) } })
 * ticket.baselines // => { rain: { label: 'rain', labels: ['rain'], probabilities: [1] } }
 * ```
 */
export function withBaselines<P extends Prediction<Label> | Forecast<Quantity>>(
  prediction: P,
  metrics: Forecasting,
): P {
  const baselines: Record<string, object> = {}
  // A metric of any labels has learned those that came.
  for (const name in metrics) Object.assign(baselines, metrics[name]?.forecasts?.())
  return { ...prediction, baselines }
}
