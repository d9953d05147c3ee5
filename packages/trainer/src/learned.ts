import {
  check,
  InvalidEvent,
  type Label,
  type Learner,
  type LearnOptions,
  type Outcome,
  type Prediction,
  type Schedule,
  show,
} from '@rivulet/core'
import type { Rejected } from './rejected.ts'

/** The Outcome of an event, with the event itself as it came: its key, its time, its position. */
export interface Learned<X, L extends Label, E> extends Outcome<X, L> {
  readonly event: E
}

/** How to learn. */
export interface LearnHow {
  /** The step size: a number ≥ 0, or a function of the model's count; without it the learner's own. */
  readonly eta?: number | Schedule
  /** Where an event goes that lacks a field, or that the model refuses with an InvalidEvent. */
  readonly rejected?: Rejected
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
  if (typeof eta === 'number') checkEta(eta)
  const schedule = typeof eta === 'number' ? () => eta : eta
  return (event, ticket) => {
    const t = model.t
    const { x, y, weight } = event
    const how: { -readonly [P in keyof LearnOptions<L>]: LearnOptions<L>[P] } = { ticket }
    if (schedule !== undefined) {
      how.eta = schedule(t)
      checkEta(how.eta)
    }
    if (weight !== undefined) {
      checkWeight(weight)
      how.weight = weight
    }
    const step = how.eta ?? model.eta?.() ?? Number.NaN
    return { t, eta: step, x, y, prediction: ticket, loss: model.learn(x, y, how), event }
  }
}

function checkEta(eta: number): void {
  check(eta >= 0 && eta < Infinity, 'eta', 'finite and ≥ 0', eta)
}

function checkWeight(weight: number): void {
  if (!(weight >= 0 && weight < Infinity)) {
    throw new InvalidEvent(`weight should be finite and ≥ 0, but is ${show(weight)}`)
  }
}
