import {
  check,
  InvalidEvent,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { checkSaved, readArray, readExpected } from '@rivulet/core/snapshot'
import type { Target } from '../mean/target.ts'
import type { ReversibleMetric } from '../reversibleMetric.ts'
import { checkTruth } from './checkTruth.ts'
import { loadWindow } from './loadWindow.ts'
import { TicketQueue } from './ticketQueue.ts'

/**
 * A metric over a span of event time: the events that were counted less than `span` ago.
 *
 * The stream's own clock says what time it is, through {@link RollingTime.advance}; the wall clock is never asked, so
 * a replay gives the same numbers. The clock does not run backwards: an earlier time is taken as now. Memory is bounded:
 * beyond `most` events the oldest leave early, and {@link RollingTime.dropped} counts them.
 *
 * @example
 * ```ts
 * import { Accuracy, RollingTime } from '@rivulet/metrics'
 *
 * const lastHour = new RollingTime(new Accuracy(), 3600)
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const [time, y] of [[0, 'spam'], [3000, 'ham'], [4000, 'ham']]) {
 *   lastHour.advance(time)
 *   lastHour.update(y, ticket)
 * }
 * lastHour.value // => 1
 * ```
 */
export class RollingTime<L extends Label, M extends ReversibleMetric<L, Y>, Y extends L | Target<L> = L>
  implements Stateful
{
  /** The metric of the events in the window; to be read, not updated. */
  readonly metric: M
  /** The width of the window, in the unit of the stream's clock. */
  readonly span: number
  /** How many events it holds at most. */
  readonly most: number
  readonly #events = new TicketQueue<L, Y>()
  #now = -Infinity
  #dropped = 0

  /**
   * @param metric - a fresh metric that can take events back
   * @param span - the width of the window, > 0, in the unit of the stream's clock
   * @param most - how many events it holds at most, default 1,000,000
   */
  constructor(metric: M & ReversibleMetric<L, Y>, span: number, most = 1_000_000) {
    check(typeof metric.revert === 'function', 'metric', 'able to revert; give a baseline its window inside', metric)
    check(span > 0 && span < Infinity, 'span', 'a finite number > 0', span)
    check(Number.isInteger(most) && most >= 1, 'most', 'a whole number ≥ 1', most)
    this.metric = metric
    this.span = span
    this.most = most
  }

  /**
   * Says what time it is on the stream's clock; events that are `span` old or older leave the window.
   *
   * @throws InvalidEvent unless the time is finite
   */
  advance(time: number): void {
    if (!Number.isFinite(time)) throw new InvalidEvent(`time should be finite, but is ${time}`)
    if (time <= this.#now) return
    this.#now = time
    while ((this.#events.first?.time ?? time) <= time - this.span) this.#leave()
  }

  /**
   * Counts one event, as of now.
   *
   * @throws InvalidEvent as the metric does, and before the first {@link RollingTime.advance}
   */
  update(y: Y, prediction: Prediction<L>, weight = 1): void {
    if (this.#now === -Infinity) throw new InvalidEvent('advance should say what time it is before the first event')
    checkTruth(y)
    this.metric.update(y, prediction, weight)
    this.#events.push(y, prediction, weight, this.#now)
    if (this.#events.size <= this.most) return
    this.#leave()
    this.#dropped++
  }

  /** How many events are in the window. */
  get size(): number {
    return this.#events.size
  }

  /** How many events left the window early, because it was full. */
  get dropped(): number {
    return this.#dropped
  }

  /** The metric's number over the window; NaN while it is empty. */
  get value(): number {
    return this.metric.value
  }

  /** Writes the clock, the metric and the events in the window. */
  save(to: SnapshotWriter): void {
    to.text('window', this.#window())
    to.array('clock', [this.#now, this.#dropped])
    this.#events.save(to.child('events'))
    this.metric.save(to.child('metric'))
  }

  /** Restores them; the window must be as wide. */
  load(from: SnapshotReader): void {
    readExpected(from, 'window', this.#window())
    const [now, dropped] = readArray(from, 'clock', 'F64', 2) as unknown as [number, number]
    checkSaved(now === -Infinity || Number.isFinite(now), 'clock[0]', 'a time', now)
    checkSaved(Number.isInteger(dropped) && dropped >= 0 && dropped <= 2 ** 53, 'clock[1]', 'a count', dropped)
    const events = loadWindow(from, this.metric, this.most, now)
    this.#events.take(events)
    this.#now = now
    this.#dropped = dropped
  }

  #leave(): void {
    const event = this.#events.shift()
    if (event !== undefined) this.metric.revert(event.y, event.prediction, event.weight)
  }

  #window(): string {
    return `${this.span} and at most ${this.most} events`
  }
}
