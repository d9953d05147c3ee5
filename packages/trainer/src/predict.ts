import type { Label, Learner, Prediction } from '@rivulet/core'
import type { Observable } from 'rxjs'
import { eachEvent } from './eachEvent.ts'
import type { Rejected } from './rejected.ts'
import { requireFields } from './requireFields.ts'

const FIELDS = ['x']

/**
 * Gives each event its prediction, at once. The prediction is the ticket with which the event comes back when its label is
 * known. It is the loop
 *
 * ```
 * for (const event of stream) emit({ ...event, ticket: model.predict(event.x) })
 * ```
 *
 * All other fields of the event (key, time, position) pass through.
 *
 * @param model - anything with `predict`; it is not changed
 * @param how - `rejected`: where an event goes that has no `x`, or whose x the model refuses with an InvalidEvent
 *
 * @example
 * ```ts
 * import { predict } from '@rivulet/trainer'
 * import { of } from 'rxjs'
 *
 * const model = { predict: (x: number[]) => ({ label: x[0]! > 0, labels: [true, false], probabilities: [0.5, 0.5] }) }
 * const answers: [string, boolean][] = []
 * of({ x: [3], key: 'a' }).pipe(predict(model)).subscribe(({ key, ticket }) => answers.push([key, ticket.label]))
 * answers // => [['a', true]]
 * ```
 */
export function predict<X, L extends Label>(
  model: Pick<Learner<X, L>, 'predict'>,
  how: { readonly rejected?: Rejected } = {},
): <E extends { readonly x: X }>(events: Observable<E>) => Observable<E & { readonly ticket: Prediction<L> }> {
  return <E extends { readonly x: X }>(events: Observable<E>) =>
    events.pipe(
      eachEvent(
        'predict',
        (event: E) => {
          requireFields(event, FIELDS)
          return { ...event, ticket: model.predict(event.x) }
        },
        how.rejected,
      ),
    )
}
