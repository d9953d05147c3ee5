import type { Label, Learner, Prediction, Quantity, Regressor } from '@rivulet/core'
import type { Observable } from 'rxjs'
import { eachEvent } from './eachEvent.ts'
import { checkLearning, type Example, type Learned, type LearningOptions, learner } from './learned.ts'
import type { LearnedQuantity, QuantityExample } from './quantities.ts'
import { requireFields } from './requireFields.ts'

const FIELDS = ['x', 'y']

/**
 * Predicts each event and then learns from it: for labels that are known at once. It is `predict` and `learn` in one, the loop
 *
 * ```
 * for (const event of stream) {
 *   const { x, y, weight } = event
 *   const ticket = model.predict(x)
 *   const t = model.t
 *   const loss = model.learn(x, y, { eta: eta(t), ticket, weight })
 *   emit({ t, eta: eta(t), x, y, prediction: ticket, loss, event })
 * }
 * ```
 *
 * @param model - anything with `t`, `predict` and `learn`: of labels, or a `Regressor`, of quantities
 * @param options - `eta`: a number, or a function of the model's count; `onRejected`: where bad events go
 * @throws RangeError for an eta that is negative or not finite; from a schedule, as the error of the stream
 * @throws Error as the error of a second subscription while the first lives: `share()` it
 *
 * @example
 * ```ts
 * import { train } from '@rivulet/trainer'
 * import { from } from 'rxjs'
 *
 * // Laplace's rule of succession: the probability of heads after t throws with h heads is (h + 1) / (t + 2).
 * const coin = {
 *   t: 0,
 *   heads: 0,
 *   predict(_x: number[]) {
 *     const p = (coin.heads + 1) / (coin.t + 2)
 *     return { label: p >= 0.5, labels: [true, false], probabilities: [p, 1 - p] }
 *   },
 *   learn(_x: number[], y: boolean) {
 *     const p = (coin.heads + 1) / (coin.t + 2)
 *     coin.heads += y ? 1 : 0
 *     coin.t += 1
 *     return (p - (y ? 1 : 0)) ** 2
 *   },
 * }
 * const throws = [true, true, false].map((y) => ({ x: [], y }))
 * const losses: number[] = []
 * from(throws).pipe(train(coin)).subscribe(({ loss }) => losses.push(loss))
 * losses // => [1 / 4, 1 / 9, 9 / 16]
 * ```
 */
export function train<X, L extends Label>(
  model: Pick<Learner<X, L>, 't' | 'predict' | 'learn' | 'eta'>,
  options?: LearningOptions,
): <E extends Example<X, L>>(events: Observable<E>) => Observable<Learned<X, L, E>>
export function train<X, Y extends Quantity>(
  model: Pick<Regressor<X, Y>, 't' | 'predict' | 'learn' | 'eta'>,
  options?: LearningOptions,
): <E extends QuantityExample<X, Y>>(events: Observable<E>) => Observable<LearnedQuantity<X, Y, E>>
export function train(
  model: unknown,
  options: LearningOptions = {},
): (events: Observable<never>) => Observable<unknown> {
  return trained(model as Trainable<unknown, Label>, options)
}

// What a regressor's loop does with a quantity is what a learner's does with a label.
type Trainable<X, L extends Label> = Pick<Learner<X, L>, 't' | 'learn' | 'eta'> & { predict(x: X): Prediction<L> }

function trained<X, L extends Label>(
  model: Trainable<X, L>,
  options: LearningOptions,
): <E extends Example<X, L>>(events: Observable<E>) => Observable<Learned<X, L, E>> {
  checkLearning('train', options)
  const learned = learner(model, options.eta)
  return <E extends Example<X, L>>(events: Observable<E>) =>
    events.pipe(
      eachEvent(
        'train',
        (event: E) => {
          requireFields(event, FIELDS)
          return learned(event, model.predict(event.x))
        },
        options.onRejected,
        model,
      ),
    )
}
