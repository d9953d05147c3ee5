import { decode, encode } from '../snapshot/index.ts'
import type { Label } from '../vocabulary.ts'
import { baselineLaws } from './baselineLaws.ts'
import { clone, same, spoil } from './clone.ts'
import { claim, claimSameBytes, claimThrows, type Law } from './law.ts'
import { counted, type MetricSubject, restored } from './metricSubject.ts'
import { reversalLaws } from './reversalLaws.ts'

/**
 * The laws that every metric obeys, ours and a third party's; for one that has `revert` or `merge`, that these are exact; for one that
 * has `forecasts`, that it is scored on them and not on what came later.
 *
 * @param subject - how to make the metric, and events that it accepts
 *
 * @example
 * ```ts
 * import { metricLaws } from '@rivulet/core/conformance'
 *
 * const create = () => ({
 *   hits: 0,
 *   n: 0,
 *   get value() {
 *     return this.hits / this.n
 *   },
 *   update(y, prediction, weight = 1) {
 *     this.n += weight
 *     if (y === prediction.label) this.hits += weight
 *   },
 *   save(to) {
 *     to.array('counts', [this.hits, this.n])
 *   },
 *   load(from) {
 *     const counts = from.array('counts')
 *     this.hits = counts[0]
 *     this.n = counts[1]
 *   },
 * })
 * const ticket = { label: 1, labels: [0, 1], probabilities: [0.25, 0.75] }
 * const events = Array.from({ length: 20 }, (_, i) => ({ y: i % 2, prediction: ticket }))
 * const broken = metricLaws({ create, events }).filter((law) => {
 *   try {
 *     law.check()
 *   } catch {
 *     return true
 *   }
 * })
 * broken.map((law) => law.name) // => ['a bad weight is refused as InvalidEvent and changes no byte']
 * ```
 *
 * @see Montiel et al. (2021), River: machine learning for streaming data in Python (its metric checks)
 */
export function metricLaws<L extends Label>(subject: MetricSubject<L>): Law[] {
  const { create, events } = subject
  const half = events.length >> 1
  const first = events[0] as (typeof events)[number]

  return [
    {
      name: 'before the first event there is no number: NaN',
      check() {
        claim(Number.isNaN(create().value), 'the value of a new metric is NaN')
      },
    },
    {
      name: 'the ticket is neither changed nor kept',
      check() {
        const metric = create()
        for (const { y, prediction, weight } of events) {
          const ticket = clone(prediction)
          metric.update(y, ticket, weight)
          claim(same(ticket, prediction), 'the ticket after update is as before')
          spoil(ticket)
        }
        claimSameBytes(encode(metric), encode(counted(create(), events)), 'tickets spoiled after update change nothing')
      },
    },
    {
      name: 'to read the number, or to save, changes no byte',
      check() {
        const metric = counted(create(), events)
        const bytes = encode(metric)
        const before = metric.value
        claimSameBytes(encode(metric), bytes, 'the state after reading and saving is the state before')
        claim(Object.is(metric.value, before), 'the number read twice is the same')
      },
    },
    {
      name: 'update(A), save, load, update(B) is update(A ++ B), byte for byte',
      check() {
        const whole = counted(create(), events)
        for (const split of [0, 1, half, events.length - 1]) {
          const before = counted(create(), events.slice(0, split))
          const continued = counted(restored(subject, before), events.slice(split))
          claimSameBytes(encode(continued), encode(whole), `interrupted after ${split} events it is as uninterrupted`)
          claim(Object.is(continued.value, whole.value), `interrupted after ${split} events it shows the same number`)
        }
      },
    },
    {
      name: 'a ticket made before any class is known is counted',
      check() {
        counted(create(), [{ ...first, prediction: { label: undefined, labels: [], probabilities: [], unseen: 1 } }])
      },
    },
    {
      name: 'a bad weight is refused as InvalidEvent and changes no byte',
      check() {
        const metric = counted(create(), events.slice(0, half))
        const bytes = encode(metric)
        for (const weight of [-1, Number.NaN, Infinity]) {
          claimThrows(() => metric.update(first.y, first.prediction, weight), 'InvalidEvent', `a weight of ${weight}`)
        }
        claimSameBytes(encode(metric), bytes, 'the state after refusing is the state before')
      },
    },
    {
      name: 'a snapshot that is not its own is refused and changes no byte',
      check() {
        const metric = counted(create(), events)
        const bytes = encode(metric)
        const strange = decode(encode({ save: (to) => to.text('somebody', 'else'), load() {} }))
        let refused = false
        try {
          metric.load(strange)
        } catch {
          refused = true
        }
        claim(refused, 'a snapshot of something else is refused')
        claimSameBytes(encode(metric), bytes, 'the state after refusing is the state before')
      },
    },
    ...baselineLaws(subject),
    ...reversalLaws(subject),
  ]
}
