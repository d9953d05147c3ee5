import type { Label, Learner } from '@rivulet/core'
import { from, type ObservableInput } from 'rxjs'
import type { Example } from '../learned.ts'
import type { LabelOf, Scorer } from '../score.ts'
import { type Validation, type ValidationOptions, validator } from './validator.ts'

/**
 * Tests a model on each event before it learns from it, with labels that come as late as they would. It is the loop
 *
 * ```
 * for (const event of stream) {
 *   clock = time(event)
 *   for (const { event, ticket } of waiting.thatAreDueBefore(clock)) {
 *     model.learn(event.x, event.y, { eta: eta(model.t), ticket, weight: event.weight })
 *     metrics.update(event.y, ticket, event.weight)
 *   }
 *   waiting.add({ event, ticket: withBaselines(model.predict(event.x), metrics), due: clock + delay(event) })
 * }
 * // … and in the end those that still wait, in the order in which they are due
 * ```
 *
 * Without `time`, with a delay of d, exactly d other events are predicted between an event's prediction and its label; with 0 it
 * is `train` and `score`. With `time`, a label is used for the events after it became known, not for those of the same moment.
 * Baselines among the metrics forecast when the model predicts.
 * A clock never goes back: an event older than the newest counts as happening with it.
 *
 * @param stream - an array or iterable; or an async iterable or Observable, which makes the result a Promise
 * @param model - anything with `t`, `predict` and `learn`; it is trained
 * @param metrics - a record of metrics; they go on from where they stand
 * @param options - `delay`, `time`, `eta`, `onRejected`
 * @throws RangeError for a delay or eta that is none
 *
 * @example
 * ```ts
 * import { progressiveValidation } from '@rivulet/trainer'
 *
 * // Predicts the last label that it learned.
 * const last = {
 *   t: 0,
 *   label: 'a',
 *   predict: (_x: number) => ({ label: last.label, labels: ['a', 'b'], probabilities: [0.5, 0.5] }),
 *   learn(_x: number, y: string) {
 *     last.t += 1
 *     last.label = y
 *     return 0
 *   },
 * }
 * const wrong = { value: 0, update: (y: string, { label }: { label: unknown }) => { wrong.value += y === label ? 0 : 1 } }
 * const stream = ['a', 'b', 'b', 'b'].map((y) => ({ x: 0, y }))
 * progressiveValidation(stream, last, { wrong }, { delay: 1 }) // => { events: 4, rejected: 0, metrics: { wrong: 2 } }
 * ```
 *
 * @see Blum, Kalai & Langford (1999), Beating the Hold-Out: Bounds for K-fold and Progressive Cross-Validation
 * @see Grzenda, Gomes & Bifet (2020), Delayed Labelling Evaluation for Data Streams
 */
export function progressiveValidation<
  X,
  L extends Label,
  E extends Example<X, L>,
  M extends Readonly<Record<string, Scorer>>,
>(
  stream: Iterable<E>,
  model: Pick<Learner<X, L>, 't' | 'predict' | 'learn' | 'eta'>,
  metrics: M & ([L] extends [LabelOf<M>] ? unknown : never),
  options?: ValidationOptions<E>,
): Validation<M>
export function progressiveValidation<
  X,
  L extends Label,
  E extends Example<X, L>,
  M extends Readonly<Record<string, Scorer>>,
>(
  stream: ObservableInput<E>,
  model: Pick<Learner<X, L>, 't' | 'predict' | 'learn' | 'eta'>,
  metrics: M & ([L] extends [LabelOf<M>] ? unknown : never),
  options?: ValidationOptions<E>,
): Promise<Validation<M>>
export function progressiveValidation<
  X,
  L extends Label,
  E extends Example<X, L>,
  M extends Readonly<Record<string, Scorer>>,
>(
  stream: Iterable<E> | ObservableInput<E>,
  model: Pick<Learner<X, L>, 't' | 'predict' | 'learn' | 'eta'>,
  metrics: M,
  options: ValidationOptions<E> = {},
): Validation<M> | Promise<Validation<M>> {
  const { step, finish } = validator(model, metrics, options)
  if (!(Symbol.iterator in stream)) return from(stream).forEach(step).then(finish)
  for (const event of stream) step(event)
  return finish()
}
