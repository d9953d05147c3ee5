import {
  checkOptions,
  checkPrediction,
  checkProbabilities,
  checkWhole,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { readExpected } from '@rivulet/core/snapshot'
import type { Revertible } from '../capabilities.ts'
import { checkTruth } from '../checkTruth.ts'
import type { Target } from '../mean/target.ts'
import { checkRevertible } from './checkRevertible.ts'
import { loadWindow } from './loadWindow.ts'
import { TicketQueue } from './ticketQueue.ts'

/** How wide a window is. */
export interface RollingOptions {
  /** How many events it holds, ≥ 1. */
  readonly events: number
}

/**
 * A metric over the last n events: each new event is counted, and the one that falls out of the window is taken back. Any metric will do
 * that has `revert`.
 *
 * Because `revert` is exact, the value is to the last bit what the metric would show of those n events alone. It keeps
 * copies of n tickets.
 *
 * @example
 * ```ts
 * import { Accuracy, Rolling } from '@rivulet/metrics'
 *
 * const recent = new Rolling(new Accuracy(), { events: 2 })
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['spam', 'spam', 'ham', 'ham']) recent.update(y, ticket)
 * recent.value // => 1
 * ```
 */
export class Rolling<L extends Label, M extends Revertible<L, Y>, Y extends L | Target<L> = L> implements Stateful {
  /** The metric of the events in the window; to be read, not updated. */
  readonly metric: M
  /** The width of the window, in events. */
  readonly events: number
  readonly #held = new TicketQueue<L, Y>()

  /**
   * @param metric - a fresh metric that can take events back
   * @param options - `events`, how many the window holds
   */
  constructor(metric: M & Revertible<L, Y>, options: RollingOptions) {
    checkRevertible(metric)
    checkOptions('Rolling', options, ['events'])
    checkWhole('events', options.events, 1)
    this.metric = metric
    this.events = options.events
  }

  /**
   * Counts one event and takes the oldest back if there are more than n.
   *
   * @throws InvalidEvent for what is no label, and as the metric does; nothing has changed then
   */
  update(y: Y, prediction: Prediction<L>, weight = 1): void {
    checkTruth(y, true)
    checkPrediction(prediction)
    checkProbabilities(prediction)
    this.metric.update(y, prediction, weight)
    this.#held.push(y, prediction, weight)
    if (this.#held.size <= this.events) return
    const oldest = this.#held.shift()
    if (oldest !== undefined) this.metric.revert(oldest.y, oldest.prediction, oldest.weight)
  }

  /** How many events are in the window. */
  get size(): number {
    return this.#held.size
  }

  /** The metric's number over the window; NaN while it is empty. */
  get value(): number {
    return this.metric.value
  }

  /** Writes the metric and the events in the window. */
  save(to: SnapshotWriter): void {
    to.text('window', String(this.events))
    this.#held.save(to.child('events'))
    this.metric.save(to.child('metric'))
  }

  /** Restores them; the window must be as wide. */
  load(from: SnapshotReader): void {
    readExpected(from, 'window', String(this.events))
    this.#held.take(loadWindow(from, this.metric, this.events))
  }
}
