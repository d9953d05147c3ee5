import { encode } from '../snapshot/index.ts'
import type { Label, Prediction } from '../vocabulary.ts'
import { withBaselines } from '../withBaselines.ts'
import { same } from './clone.ts'
import { claim, claimSameBytes, claimThrows, type Law } from './law.ts'
import { counted, type MetricSubject } from './metricSubject.ts'

/** What holds of a metric with `forecasts`: a baseline, or what contains some. */
export function baselineLaws<L extends Label>({ create, events }: MetricSubject<L>): Law[] {
  if (create().forecasts === undefined) return []
  const first = events[0] as (typeof events)[number]
  const half = events.length >> 1

  return [
    {
      name: 'forecasts change no byte; scored at once, a ticket that has them is as one that has none',
      check() {
        const metric = create()
        for (const { y, prediction, weight } of events) {
          const bytes = encode(metric)
          const ticket = withBaselines(prediction, { metric })
          claimSameBytes(encode(metric), bytes, 'the state after forecasting is the state before')
          metric.update(y, ticket, weight)
        }
        claimSameBytes(encode(metric), encode(counted(create(), events)), 'forecasts in the tickets change nothing')
      },
    },
    {
      name: 'a forecast that waits for its label is not changed by the labels that come before',
      check() {
        const metric = create()
        const tickets: [Prediction<L>, string][] = []
        for (const { y, prediction, weight } of events) {
          const ticket = withBaselines(prediction, { metric })
          tickets.push([ticket, JSON.stringify(ticket)])
          metric.update(y, ticket, weight)
        }
        for (const [ticket, text] of tickets) claim(JSON.stringify(ticket) === text, 'a ticket is as it was made')
      },
    },
    {
      name: 'late by any number of events, it scores what it said when the model predicted, and the ticket may have waited as JSON',
      check() {
        for (const delay of [1, 3, half]) {
          const [metric, other] = [create(), create()]
          const waiting: Prediction<L>[] = []
          const waited: Prediction<L>[] = []
          for (let i = 0; i < events.length + delay; i++) {
            const due = events[i - delay]
            const now = events[i]
            // What is due is learned only after the prediction of the moment has been made.
            if (now !== undefined) {
              waiting.push(withBaselines(now.prediction, { metric }))
              waited.push(JSON.parse(JSON.stringify(withBaselines(now.prediction, { metric: other }))))
            }
            if (due === undefined) continue
            metric.update(due.y, waiting[i - delay] as Prediction<L>, due.weight)
            other.update(due.y, waited[i - delay] as Prediction<L>, due.weight)
          }
          claimSameBytes(
            encode(metric),
            encode(other),
            `${delay} late, a ticket that was JSON scores as one that was not`,
          )
          const early = withBaselines(first.prediction, { metric: create() })
          claim(
            same(waiting[delay - 1]?.baselines, early.baselines),
            `${delay} late, nothing is known before the first label`,
          )
        }
      },
    },
    {
      name: 'a ticket that has the forecasts of others alone is refused as InvalidEvent and changes no byte',
      check() {
        const metric = counted(create(), events.slice(0, half))
        const bytes = encode(metric)
        claimThrows(
          () => metric.update(first.y, { ...first.prediction, baselines: {} }),
          'InvalidEvent',
          'no forecast of its own',
        )
        claimSameBytes(encode(metric), bytes, 'the state after refusing is the state before')
      },
    },
  ]
}
