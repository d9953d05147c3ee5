import { encode } from '../snapshot/index.ts'
import type { Label } from '../vocabulary.ts'
import { clone, same, spoil } from './clone.ts'
import { claim, claimSameBytes, type Law } from './law.ts'
import { counted, type MetricSubject } from './metricSubject.ts'

/** What holds of `revert` and `merge`, for a metric that has them. */
export function reversalLaws<L extends Label>({ create, events }: MetricSubject<L>): Law[] {
  const half = events.length >> 1
  const [before, after] = [events.slice(0, half), events.slice(half)]
  const laws: Law[] = []

  if (create().revert !== undefined) {
    laws.push({
      name: 'what is taken back was never counted: the number is the same to the last bit',
      check() {
        const metric = counted(create(), events)
        for (const { y, prediction, weight } of before) {
          const ticket = clone(prediction)
          metric.revert?.(y, ticket, weight)
          claim(same(ticket, prediction), 'the ticket after revert is as before')
          spoil(ticket)
        }
        const { value } = counted(create(), after)
        claim(Object.is(metric.value, value), `with the first half taken back it shows ${value}, not ${metric.value}`)
        for (const { y, prediction, weight } of after) metric.revert?.(y, prediction, weight)
        claim(Number.isNaN(metric.value), `with everything taken back it shows NaN, not ${metric.value}`)
      },
    })
  }
  if (create().merge !== undefined) {
    laws.push({
      name: 'halves merge to the whole, in either order, and the half that is merged in stays as it was',
      check() {
        const { value } = counted(create(), events)
        for (const [ours, theirs] of [
          [before, after],
          [after, before],
          [events, []],
          [[], events],
        ] as const) {
          const metric = counted(create(), ours)
          const other = counted(create(), theirs)
          const bytes = encode(other)
          metric.merge?.(other)
          claim(Object.is(metric.value, value), `merged it shows ${value}, not ${metric.value}`)
          claimSameBytes(encode(other), bytes, 'what was merged in is as before')
        }
      },
    })
  }
  return laws
}
