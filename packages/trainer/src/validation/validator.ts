import {
  checkNotNegative,
  checkNumber,
  checkOptions,
  Heap,
  InvalidEvent,
  type Label,
  type Learner,
  type Prediction,
  withBaselines,
} from '@rivulet/core'
import { type Example, type LearningOptions, learner } from '../learned.ts'
import { rejecter } from '../onRejected.ts'
import { type Field, timeReader } from '../pending/fields.ts'
import { looseCopy } from '../plain/plainCopy.ts'
import { requireFields } from '../requireFields.ts'
import { checkMetrics, type Scorer, type Scores, updateAll, valuesOf } from '../score.ts'

const FIELDS = ['x', 'y']

/** How to validate. */
export interface ValidationOptions<E> extends LearningOptions {
  /** How long after its event a label is known, ≥ 0: in events, or in the unit of `time`; or a function of the event. Default 0. */
  readonly delay?: number | ((event: E) => number)
  /** When an event happened: a field by its name, or a function of the event. Without it the clock counts events. */
  readonly time?: Field<E, number>
}

/** What came of a validation. */
export interface Validation<M> {
  /** Events predicted, scored and learned. */
  readonly events: number
  /** Events refused. */
  readonly rejected: number
  /** The metrics' values at the end. */
  readonly metrics: Scores<M>
}

/** A predicted event whose label is not known yet. */
interface Waiting<E, L extends Label> {
  readonly due: number
  readonly number: number
  readonly event: E
  readonly ticket: Prediction<L>
}

/** The body of the loop of `progressiveValidation`, and what stands behind it. */
export function validator<X, L extends Label, E extends Example<X, L>, M extends Readonly<Record<string, Scorer>>>(
  model: Pick<Learner<X, L>, 't' | 'predict' | 'learn' | 'eta'>,
  metrics: M,
  options: ValidationOptions<E>,
): { step: (event: E) => void; finish: () => Validation<M> } {
  checkOptions<ValidationOptions<E>>('progressiveValidation', options, ['delay', 'eta', 'onRejected', 'time'])
  checkMetrics(metrics)
  const { delay = 0, time, eta, onRejected } = options
  if (typeof delay !== 'function') checkNotNegative('delay', delay)
  const learned = learner(model, eta)
  const reject = rejecter('progressiveValidation', onRejected)
  const timeOf = time === undefined ? undefined : timeReader(time)
  const waiting = new Heap<Waiting<E, L>>((a, b) => (a.due === b.due ? a.number < b.number : a.due < b.due))
  let [number, events, refused, clock] = [0, 0, 0, -Infinity]

  const attempt = (event: E, what: () => void): void => {
    try {
      what()
    } catch (error) {
      if (!(error instanceof InvalidEvent)) throw error
      refused += 1
      reject(event, error.message)
    }
  }
  const reveal = (before: number): void => {
    for (let first = waiting.first; first !== undefined && first.due < before; first = waiting.first) {
      const { event, ticket } = first
      waiting.take()
      attempt(event, () => {
        updateAll(metrics, learned(event, ticket))
        events += 1
      })
    }
  }
  const step = (event: E): void =>
    attempt(event, () => {
      requireFields(event, FIELDS)
      const wait = typeof delay === 'number' ? delay : delay(event)
      checkNumber('the delay', wait, 0)
      clock = Math.max(clock, timeOf === undefined ? number : timeOf(event))
      reveal(clock)
      // A copy: who gave it may use its arrays again.
      waiting.add({
        due: clock + wait,
        number,
        event: looseCopy(event),
        ticket: withBaselines(model.predict(event.x), metrics),
      })
      number += 1
    })
  const finish = (): Validation<M> => {
    reveal(Infinity)
    return { events, rejected: refused, metrics: valuesOf(metrics) }
  }
  return { step, finish }
}
