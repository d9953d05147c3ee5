import {
  checkOptions,
  checkPositive,
  checkPrediction,
  checkProbabilities,
  checkWhole,
  DAY,
  EventClock,
  InvalidEvent,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { readCount, readExpected } from '@rivulet/core/snapshot'
import type { Revertible } from '../capabilities.ts'
import { checkTruth } from '../checkTruth.ts'
import type { Target } from '../mean/target.ts'
import { checkRevertible } from './checkRevertible.ts'
import { loadWindow } from './loadWindow.ts'
import { TicketQueue } from './ticketQueue.ts'

/** How wide a window of time is. */
export interface RollingTimeOptions {
  /** The width, > 0, in the unit of the stream's clock. */
  readonly span: number
  /** How many events it holds at most, ≥ 1, default 1,000,000. */
  readonly maxEvents?: number
  /** How far ahead of the newest a time may be; unless given a day of milliseconds, or `span` if that is longer. */
  readonly maxAhead?: number
}

/**
 * A metric over a span of event time: the events that were counted less than `span` ago.
 *
 * The stream's own clock says what time it is, through {@link RollingTime.advance}; the wall clock is never asked, so
 * a replay gives the same numbers. The clock does not run backwards: an earlier time is taken as now; and one that is more than `maxAhead`
 * ahead is refused, see core's `EventClock`. Memory is bounded: beyond `maxEvents` the oldest leave early, and {@link
 * RollingTime.dropped} counts them.
 *
 * @example
 * ```ts
 * import { Accuracy, RollingTime } from '@rivulet/metrics'
 *
 * const lastHour = new RollingTime(new Accuracy(), { span: 3600 })
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const [time, y] of [[0, 'spam'], [3000, 'ham'], [4000, 'ham']] as const) {
 *   lastHour.advance(time)
 *   lastHour.update(y, ticket)
 * }
 * lastHour.value // => 1
 * ```
 */
export class RollingTime<L extends Label, M extends Revertible<L, Y>, Y extends L | Target<L> = L> implements Stateful {
  /** The metric of the events in the window; to be read, not updated. */
  readonly metric: M
  /** The width of the window, in the unit of the stream's clock. */
  readonly span: number
  /** How many events it holds at most. */
  readonly maxEvents: number
  readonly #held = new TicketQueue<L, Y>()
  readonly #clock: EventClock
  #dropped = 0

  /**
   * @param metric - a fresh metric that can take events back
   * @param options - how wide the window is, how many events it holds, and what time is too far ahead
   */
  constructor(metric: M & Revertible<L, Y>, options: RollingTimeOptions) {
    checkRevertible(metric)
    checkOptions('RollingTime', options, ['maxAhead', 'maxEvents', 'span'])
    const { span, maxEvents = 1_000_000, maxAhead = Math.max(DAY, span) } = options
    checkPositive('span', span)
    checkWhole('maxEvents', maxEvents, 1)
    this.metric = metric
    this.span = span
    this.maxEvents = maxEvents
    this.#clock = new EventClock(maxAhead)
  }

  /**
   * Says what time it is on the stream's clock; events that are `span` old or older leave the window.
   *
   * @throws InvalidEvent unless the time is a finite number, and if it is too far ahead
   */
  advance(time: number): void {
    this.#clock.advance(time)
    const { now } = this.#clock
    while ((this.#held.first?.time ?? now) <= now - this.span) this.#leave()
  }

  /**
   * Counts one event, as of now.
   *
   * @throws InvalidEvent as the metric does, and before the first {@link RollingTime.advance}
   */
  update(y: Y, prediction: Prediction<L>, weight = 1): void {
    const { now } = this.#clock
    if (now === -Infinity) throw new InvalidEvent('advance should say what time it is before the first event')
    checkTruth(y, true)
    checkPrediction(prediction)
    checkProbabilities(prediction)
    this.metric.update(y, prediction, weight)
    this.#held.push(y, prediction, weight, now)
    if (this.#held.size <= this.maxEvents) return
    this.#leave()
    this.#dropped++
  }

  /** How many events are in the window. */
  get size(): number {
    return this.#held.size
  }

  /** How many events left the window early, because it was full. */
  get dropped(): number {
    return this.#dropped
  }

  /** How many times were refused because they were too far ahead. */
  get refused(): number {
    return this.#clock.refused
  }

  /** The metric's number over the window; NaN while it is empty. */
  get value(): number {
    return this.metric.value
  }

  /** Writes the clock, the metric and the events in the window. */
  save(to: SnapshotWriter): void {
    to.text('window', this.#window())
    to.text('dropped', String(this.#dropped))
    this.#clock.save(to.child('clock'))
    this.#held.save(to.child('events'))
    this.metric.save(to.child('metric'))
  }

  /** Restores them; the window must be as wide. */
  load(from: SnapshotReader): void {
    readExpected(from, 'window', this.#window())
    const dropped = readCount(from, 'dropped')
    const clock = new EventClock(this.#clock.maxAhead)
    clock.load(from.child('clock'))
    this.#held.take(loadWindow(from, this.metric, this.maxEvents, clock.now))
    this.#clock.load(from.child('clock'))
    this.#dropped = dropped
  }

  #leave(): void {
    const event = this.#held.shift()
    if (event !== undefined) this.metric.revert(event.y, event.prediction, event.weight)
  }

  #window(): string {
    return `${this.span} and at most ${this.maxEvents} events`
  }
}
