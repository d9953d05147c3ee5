import type { Forecast, Label, Learner, Prediction, Quantity, Regressor } from '@rivulet/core'
import type { Observable } from 'rxjs'
import { eachEvent } from './eachEvent.ts'
import { checkLearning, type Example, type Learned, type LearningOptions, learner } from './learned.ts'
import type { LearnedQuantity, QuantityExample } from './quantities.ts'
import { requireFields } from './requireFields.ts'

const FIELDS = ['x', 'y', 'ticket']

/**
 * Learns from each event whose label is known, and emits what came of it. It is the loop
 *
 * ```
 * for (const event of stream) {
 *   const { x, y, ticket, weight } = event
 *   const t = model.t
 *   const loss = model.learn(x, y, { eta: eta(t), ticket, weight })
 *   emit({ t, eta: eta(t), x, y, prediction: ticket, loss, event })
 * }
 * ```
 *
 * The loss is that of the ticket, the prediction made when the event happened, never of a newer one.
 *
 * @param model - anything with `t` and `learn`
 * @param options - `eta`: a number, or a function of the model's count; `onRejected`: where bad events go
 * @throws RangeError for an eta that is negative or not finite; from a schedule, as the error of the stream
 * @throws Error as the error of a second subscription while the first lives: `share()` it
 *
 * @example
 * ```ts
 * import { learn } from '@rivulet/trainer'
 * import { of } from 'rxjs'
 *
 * const mean = {
 *   t: 0,
 *   value: 0,
 *   learn(_x: number[], y: number, { eta = 0 } = {}) {
 *     const error = y - mean.value
 *     mean.value += eta * error
 *     mean.t += 1
 *     return error * error
 *   },
 * }
 * const ticket = { label: 0, labels: [0, 6], probabilities: [1, 0] }
 * of({ x: [1], y: 6, ticket }, { x: [1], y: 0, ticket }).pipe(learn(mean, { eta: (t) => 1 / (t + 1) })).subscribe()
 * mean.value // => 3
 * ```
 */
export function learn<X, L extends Label>(
  model: Pick<Learner<X, L>, 't' | 'learn' | 'eta'>,
  options?: LearningOptions,
): <E extends Example<X, L> & { readonly ticket: Prediction<L> }>(events: Observable<E>) => Observable<Learned<X, L, E>>
export function learn<X, Y extends Quantity>(
  model: Pick<Regressor<X, Y>, 't' | 'learn' | 'eta'>,
  options?: LearningOptions,
): <E extends QuantityExample<X, Y> & { readonly ticket: Forecast<Y> }>(
  events: Observable<E>,
) => Observable<LearnedQuantity<X, Y, E>>
export function learn(
  model: unknown,
  options: LearningOptions = {},
): (events: Observable<never>) => Observable<unknown> {
  return learnedOf(model as Pick<Learner<unknown, Label>, 't' | 'learn' | 'eta'>, options)
}

// What a regressor's loop does with a quantity is what a learner's does with a label.
function learnedOf<X, L extends Label>(
  model: Pick<Learner<X, L>, 't' | 'learn' | 'eta'>,
  options: LearningOptions,
): <E extends Example<X, L> & { readonly ticket: Prediction<L> }>(
  events: Observable<E>,
) => Observable<Learned<X, L, E>> {
  checkLearning('learn', options)
  const learned = learner(model, options.eta)
  return <E extends Example<X, L> & { readonly ticket: Prediction<L> }>(events: Observable<E>) =>
    events.pipe(
      eachEvent(
        'learn',
        (event: E) => {
          requireFields(event, FIELDS)
          return learned(event, event.ticket)
        },
        options.onRejected,
        model,
      ),
    )
}
