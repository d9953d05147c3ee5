import { encode } from '../snapshot/index.ts'
import type { Label, Metric } from '../vocabulary.ts'
import { baselineLaws } from './baselineLaws.ts'
import { clone, same, spoil } from './clone.ts'
import { metricCoercionLaws } from './coercionLaws.ts'
import { claim, claimSameBytes, claimThrows, type Law } from './law.ts'
import { counted, type MetricEvent, type MetricSubject, restored } from './metricSubject.ts'
import { reversalLaws } from './reversalLaws.ts'
import { snapshotLaws } from './snapshotLaws.ts'

/** The number of the last event that a metric counts after another snapshot; then it is to have a number. */
const LAST = 24

/**
 * The laws that every metric obeys, ours and a third party's; for one that has `revert` or `merge`, that these are exact; for one that
 * has `forecasts`, that it is scored on them and not on what came later.
 *
 * @param subject - how to make the metric, and events that it accepts
 *
 * @example
 * ```ts
 * import type { Prediction, SnapshotReader, SnapshotWriter } from '@rivulet/core'
 * import { metricLaws } from '@rivulet/core/conformance'
 * import { between, checkSaved, readArray } from '@rivulet/core/snapshot'
 *
 * const create = () => ({
 *   hits: 0,
 *   n: 0,
 *   get value() {
 *     return this.hits / this.n
 *   },
 *   update(y: number, prediction: Prediction, weight = 1) {
 *     this.n += weight
 *     if (y === prediction.label) this.hits += weight
 *   },
 *   save(to: SnapshotWriter) {
 *     to.array('counts', [this.hits, this.n])
 *   },
 *   load(from: SnapshotReader) {
 *     const [hits = 0, n = 0] = readArray(from, 'counts', 'F64', 2, between(0, 1e100))
 *     checkSaved(hits <= n, 'hits', 'at most the events', hits)
 *     this.hits = hits
 *     this.n = n
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
 * broken.length // => 3
 * broken.map((law) => law.name).at(0) // => 'a bad weight is refused as InvalidEvent and changes no byte'
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
    ...snapshotLaws<Metric<L>>({ create, use: (metric, i) => useMetric(subject, metric, i) }),
    ...metricCoercionLaws(subject),
    ...baselineLaws(subject),
    ...reversalLaws(subject),
  ]
}

/** Counts an event, and looks at the number. */
function useMetric<L extends Label>({ create, events }: MetricSubject<L>, metric: Metric<L>, i: number): void {
  const { y, prediction, weight } = events[i % events.length] as MetricEvent<L>
  metric.update(y, clone(prediction), weight)
  const { value } = metric
  const { low = -Infinity, high = Infinity } = (metric as { range?: { low?: number; high?: number } }).range ?? {}
  claim(
    Number.isNaN(value) || (value >= low - 1e-9 && value <= high + 1e-9),
    `the number is in its range, not ${value}`,
  )
  if (i !== LAST || !Number.isNaN(value)) return
  const { value: fresh } = counted(create(), events.slice(0, i + 1))
  claim(Number.isNaN(fresh), `the number is ${fresh} for a fresh one, and so not NaN`)
}
