import {
  checkNotNegative,
  checkOptions,
  checkWeight,
  type Label,
  type Learner,
  type LearnOptions,
  type Outcome,
  type Prediction,
  type Schedule,
} from '@rivulet/core'
import type { OnRejected } from './onRejected.ts'

/** The Outcome of an event, with the event itself as it came: its key, its time, its position. */
export interface Learned<X, L extends Label, E> extends Outcome<X, L> {
  readonly event: E
}

/** How to learn. */
export interface LearningOptions {
  /** The step size: a number ≥ 0, or a function of the model's count; without it the learner's own. */
  readonly eta?: number | Schedule
  /** Where an event goes that lacks a field, or that the model refuses with an InvalidEvent. */
  readonly onRejected?: OnRejected
}

/** What can be learned. */
export interface Example<X, L extends Label> {
  readonly x: X
  readonly y: L
  /** How many times the event counts, ≥ 0; 1 if absent. */
  readonly weight?: number
}

/**
 * Makes the function that learns one event: evaluates η at the model's count, takes the step, and says what came of it.
 * The outcome's `eta` is NaN when neither `eta` nor the model names one.
 *
 * A weight comes with the event and is checked as such; an η comes from the program, so a wrong one is an error.
 */
export function learner<X, L extends Label>(
  model: Pick<Learner<X, L>, 't' | 'learn' | 'eta'>,
  eta?: number | Schedule,
): <E extends Example<X, L>>(event: E, ticket: Prediction<L>) => Learned<X, L, E> {
  if (typeof eta !== 'function' && eta !== undefined) checkNotNegative('eta', eta)
  const schedule = typeof eta === 'number' ? () => eta : eta
  return (event, ticket) => {
    const t = model.t
    const { x, y, weight } = event
    const how: { -readonly [P in keyof LearnOptions<L>]: LearnOptions<L>[P] } = { ticket }
    if (schedule !== undefined) {
      how.eta = schedule(t)
      checkNotNegative('eta', how.eta)
    }
    if (weight !== undefined) {
      checkWeight(weight)
      how.weight = weight
    }
    const step = how.eta ?? model.eta?.() ?? Number.NaN
    return { t, eta: step, x, y, prediction: ticket, loss: model.learn(x, y, how), event }
  }
}

/** Refuses options that are none. */
export function checkLearning(operator: string, options: LearningOptions): void {
  checkOptions<LearningOptions>(operator, options, ['eta', 'onRejected'])
}
