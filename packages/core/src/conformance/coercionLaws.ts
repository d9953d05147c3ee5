import { encode } from '../snapshot/index.ts'
import type { Label, Learner, Metric, Prediction, Vector } from '../vocabulary.ts'
import { clone, isVector } from './clone.ts'
import { COERCED, claimRefusedOrUnread, ticketsWith, vectorsWith } from './coerced.ts'
import { claim, claimSameBytes, claimThrows, type Law } from './law.ts'
import { type LearnerSubject, learned } from './learnerSubject.ts'
import { counted, type MetricSubject } from './metricSubject.ts'

/** What is no number is no weight, no step size, no feature and no probability of a learner. */
export function learnerCoercionLaws<X, L extends Label>(subject: LearnerSubject<X, L>): Law[] {
  const { examples } = subject
  const first = examples[0] as { x: X; y: L }
  const half = examples.length >> 1

  return [
    {
      name: 'what JavaScript would convert to a number is refused: as a weight, a step size, a feature',
      check() {
        const learner = learned(subject, 0, half)
        const bytes = encode(learner)
        for (const [i, value] of COERCED.entries()) {
          const what = `value ${i} of COERCED`
          const number = value as number
          const refused = 'InvalidEvent'
          claimThrows(() => learner.learn(first.x, first.y, { weight: number }), refused, `${what} as a weight`)
          claimRefusesStep(() => learner.learn(first.x, first.y, { eta: number }), `${what} as a step size`)
          if (!isVector(first.x)) continue
          for (const x of vectorsWith(first.x as Vector, value)) {
            claimThrows(() => learner.predict(x as X), refused, `${what} in a vector to predict`)
            claimThrows(() => learner.learn(x as X, first.y), refused, `${what} in a vector to learn`)
          }
        }
        claimSameBytes(encode(learner), bytes, 'the state after refusing is the state before')
      },
    },
    {
      name: 'in a ticket it is refused as InvalidEvent, or never looked at',
      check() {
        const learner = learned(subject, 0, half)
        const ticket = learner.predict(first.x)
        const taught = (ticket: Prediction<L>) => (state: Learner<X, L>) =>
          state.learn(clone(first.x), first.y, { ticket })
        const bad = COERCED.flatMap((value, i) =>
          [...ticketsWith(ticket, value)].map((of) => [`value ${i} of COERCED in a ticket`, taught(of)] as const),
        )
        claimRefusedOrUnread(learner, taught(ticket), bad)
      },
    },
  ]
}

/** What is no number is no weight and no probability of a metric; what is no prediction is refused, whatever it is. */
export function metricCoercionLaws<L extends Label>(subject: MetricSubject<L>): Law[] {
  const { create, events } = subject
  const half = events.length >> 1
  const first = events[0] as (typeof events)[number]

  return [
    {
      name: 'what JavaScript would convert to a number is refused as a weight; in a ticket too, or never looked at',
      check() {
        const metric = counted(create(), events.slice(0, half))
        const bytes = encode(metric)
        for (const [i, value] of COERCED.entries()) {
          const weigh = (): void => metric.update(first.y, first.prediction, value as number)
          claimThrows(weigh, 'InvalidEvent', `value ${i} of COERCED as a weight`)
        }
        claimSameBytes(encode(metric), bytes, 'the state after refusing is the state before')
        for (const { y, prediction } of events.slice(0, 4)) {
          const shown = (ticket: Prediction<L>) => (state: Metric<L>) => state.update(y, ticket)
          const bad = COERCED.flatMap((value, i) =>
            [...ticketsWith(prediction, value)].map((of) => [`value ${i} of COERCED in a ticket`, shown(of)] as const),
          )
          claimRefusedOrUnread(metric, shown(prediction), bad)
        }
      },
    },
    {
      name: 'what is no prediction, or no label, is refused as InvalidEvent and changes no byte: arguments swapped, two labels',
      check() {
        const metric = counted(create(), events.slice(0, half))
        const bytes = encode(metric)
        const { y, prediction } = first
        const swapped: [unknown, unknown][] = [
          [prediction, y],
          [y, y],
          [y, null],
          [y, 7],
          [y, {}],
          [y, { label: y }],
          [y, { label: y, labels: [y] }],
          [y, [1]],
          [undefined, prediction],
          [null, prediction],
          [Number.NaN, prediction],
        ]
        for (const [i, [truth, said]] of swapped.entries()) {
          claimThrows(() => metric.update(truth as L, said as Prediction<L>), 'InvalidEvent', `wrong call ${i}`)
        }
        claimSameBytes(encode(metric), bytes, 'the state after refusing is the state before')
      },
    },
  ]
}

function claimRefusesStep(action: () => unknown, what: string): void {
  let refused = false
  try {
    action()
  } catch {
    refused = true
  }
  claim(refused, `${what}: it should be refused`)
}
