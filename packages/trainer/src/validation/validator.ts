import { check, InvalidEvent, type Label, type Learner, type Prediction, show, withBaselines } from '@rivulet/core'
import { type Example, type LearnHow, learner } from '../learned.ts'
import { Heap } from '../order/heap.ts'
import { type Field, timeReader } from '../pending/fields.ts'
import { rejecter } from '../rejected.ts'
import { requireFields } from '../requireFields.ts'
import { type Scorer, type Scores, updateAll, valuesOf } from '../score.ts'

const FIELDS = ['x', 'y']

/** How to validate. */
export interface ValidationHow<E> extends LearnHow {
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
  { delay = 0, time, eta, rejected }: ValidationHow<E>,
): { step: (event: E) => void; finish: () => Validation<M> } {
  if (typeof delay === 'number') check(delay >= 0 && delay < Infinity, 'delay', 'finite and ≥ 0', delay)
  const learned = learner(model, eta)
  const reject = rejecter('progressiveValidation', rejected)
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
      if (!(wait >= 0 && wait < Infinity))
        throw new InvalidEvent(`the delay should be finite and ≥ 0, but is ${show(wait)}`)
      clock = Math.max(clock, timeOf === undefined ? number : timeOf(event))
      reveal(clock)
      waiting.add({ due: clock + wait, number, event, ticket: withBaselines(model.predict(event.x), metrics) })
      number += 1
    })
  const finish = (): Validation<M> => {
    reveal(Infinity)
    return { events, rejected: refused, metrics: valuesOf(metrics) }
  }
  return { step, finish }
}
