import {
  checkOptions,
  type Forecast,
  type Forecasting,
  type Label,
  type Learner,
  type Prediction,
  type Quantity,
  type Regressor,
  withBaselines,
} from '@rivulet/core'
import type { Observable } from 'rxjs'
import { eachEvent } from './eachEvent.ts'
import type { OnRejected } from './onRejected.ts'
import { requireFields } from './requireFields.ts'

const FIELDS = ['x']

/** How to predict. */
export interface PredictOptions {
  /**
   * The metrics that will score the predictions: the baselines among them forecast now, and their forecasts travel with the ticket.
   */
  readonly metrics?: Forecasting
  /** Where an event goes that has no `x`, or whose x the model refuses with an InvalidEvent. */
  readonly onRejected?: OnRejected
}

/**
 * Gives each event its prediction, at once. The prediction is the ticket with which the event comes back when its label is
 * known. It is the loop
 *
 * ```
 * for (const event of stream) emit({ ...event, ticket: model.predict(event.x) })
 * ```
 *
 * All other fields of the event (key, time, position) pass through. With `metrics` the ticket is
 * `withBaselines(model.predict(event.x), metrics)`: a baseline must not know more labels than the model did.
 *
 * @param model - anything with `predict`; it is not changed
 * @param options - the `metrics` that `score` will be given, if there is a baseline among them; and where bad events go
 *
 * @example
 * ```ts
 * import { predict } from '@rivulet/trainer'
 * import { of } from 'rxjs'
 *
 * const model = { predict: (x: number[]) => ({ label: x[0]! > 0, labels: [true, false], probabilities: [0.5, 0.5] }) }
 * const answers: [string, boolean | undefined][] = []
 * of({ x: [3], key: 'a' }).pipe(predict(model)).subscribe(({ key, ticket }) => answers.push([key, ticket.label]))
 * answers // => [['a', true]]
 * ```
 */
export function predict<X, L extends Label>(
  model: Pick<Learner<X, L>, 'predict'>,
  options?: PredictOptions,
): <E extends { readonly x: X }>(events: Observable<E>) => Observable<E & { readonly ticket: Prediction<L> }>
export function predict<X, Y extends Quantity>(
  model: Pick<Regressor<X, Y>, 'predict'>,
  options?: PredictOptions,
): <E extends { readonly x: X }>(events: Observable<E>) => Observable<E & { readonly ticket: Forecast<Y> }>
export function predict<X>(
  model: { predict(x: X): Prediction<Label> | Forecast<Quantity> },
  options: PredictOptions = {},
): <E extends { readonly x: X }>(events: Observable<E>) => Observable<E & { readonly ticket: never }> {
  checkOptions<PredictOptions>('predict', options, ['metrics', 'onRejected'])
  const { metrics, onRejected } = options
  return <E extends { readonly x: X }>(events: Observable<E>) =>
    events.pipe(
      eachEvent(
        'predict',
        (event: E) => {
          requireFields(event, FIELDS)
          const prediction = model.predict(event.x)
          const ticket = metrics === undefined ? prediction : withBaselines(prediction, metrics)
          return { ...event, ticket: ticket as never }
        },
        onRejected,
      ),
    )
}
