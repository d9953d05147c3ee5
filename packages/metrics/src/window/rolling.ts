import {
  check,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { readExpected } from '@rivulet/core/snapshot'
import type { Target } from '../mean/target.ts'
import type { ReversibleMetric } from '../reversibleMetric.ts'
import { checkTruth } from './checkTruth.ts'
import { loadWindow } from './loadWindow.ts'
import { TicketQueue } from './ticketQueue.ts'

/**
 * A metric over the last n events: each new event is counted, and the one that falls out of the window is taken back.
 *
 * Because `revert` is exact, the value is to the last bit what the metric would show of those n events alone. It keeps
 * copies of n tickets.
 *
 * @example
 * ```ts
 * import { Accuracy, Rolling } from '@rivulet/metrics'
 *
 * const recent = new Rolling(new Accuracy(), 2)
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['spam', 'spam', 'ham', 'ham']) recent.update(y, ticket)
 * recent.value // => 1
 * ```
 */
export class Rolling<L extends Label, M extends ReversibleMetric<L, Y>, Y extends L | Target<L> = L>
  implements Stateful
{
  /** The metric of the events in the window; to be read, not updated. */
  readonly metric: M
  /** The width of the window, in events. */
  readonly n: number
  readonly #events = new TicketQueue<L, Y>()

  /**
   * @param metric - a fresh metric that can take events back
   * @param n - how many events the window holds, ≥ 1
   */
  constructor(metric: M & ReversibleMetric<L, Y>, n: number) {
    check(typeof metric.revert === 'function', 'metric', 'able to revert; give a baseline its window inside', metric)
    check(Number.isInteger(n) && n >= 1, 'n', 'a whole number ≥ 1', n)
    this.metric = metric
    this.n = n
  }

  /**
   * Counts one event and takes the oldest back if there are more than n.
   *
   * @throws InvalidEvent for what is no label, and as the metric does; nothing has changed then
   */
  update(y: Y, prediction: Prediction<L>, weight = 1): void {
    checkTruth(y)
    this.metric.update(y, prediction, weight)
    this.#events.push(y, prediction, weight)
    if (this.#events.size <= this.n) return
    const oldest = this.#events.shift()
    if (oldest !== undefined) this.metric.revert(oldest.y, oldest.prediction, oldest.weight)
  }

  /** How many events are in the window. */
  get size(): number {
    return this.#events.size
  }

  /** The metric's number over the window; NaN while it is empty. */
  get value(): number {
    return this.metric.value
  }

  /** Writes the metric and the events in the window. */
  save(to: SnapshotWriter): void {
    to.text('n', String(this.n))
    this.#events.save(to.child('events'))
    this.metric.save(to.child('metric'))
  }

  /** Restores them; the window must be as wide. */
  load(from: SnapshotReader): void {
    readExpected(from, 'n', String(this.n))
    const events = loadWindow(from, this.metric, this.n)
    this.#events.take(events)
  }
}
