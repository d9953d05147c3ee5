import type { Learner, Prediction, SparseVector, Vector } from '@rivulet/core'
import type { Events } from './events.ts'

/**
 * One learner's single pass over a stream, some events at a time.
 *
 * for each event: ticket = predict(x); then learn the event whose label comes now, the one `delay` events back, with its ticket
 *
 * With a delay of 0 that is the event itself. The last `delay` events are predicted, and their labels come too late to be learned.
 */
export class Progress {
  readonly #learner: Learner<Vector, number>
  readonly #events: Events
  readonly #order: ArrayLike<number>
  readonly #delay: number
  /** The features and tickets of the events that wait for their labels, the place of event k being k modulo the length. */
  readonly #waiting: (readonly [x: SparseVector, ticket: Prediction<number>])[]
  #done = 0

  /**
   * @param order - the events, in the order in which they happen
   * @param delay - a whole number ≥ 0
   */
  constructor(learner: Learner<Vector, number>, events: Events, order: ArrayLike<number>, delay: number) {
    this.#learner = learner
    this.#events = events
    this.#order = order
    this.#delay = delay
    this.#waiting = new Array(Math.min(delay, order.length) + 1)
  }

  /** Goes on over the next events, whose features these are, and returns their tickets. */
  advance(xs: readonly SparseVector[]): Prediction<number>[] {
    const tickets: Prediction<number>[] = []
    const [learner, events, order, waiting] = [this.#learner, this.#events, this.#order, this.#waiting]
    for (const x of xs) {
      const ticket = learner.predict(x)
      tickets.push(ticket)
      waiting[this.#done % waiting.length] = [x, ticket]
      const due = this.#done++ - this.#delay
      if (due < 0) continue
      const [past, its] = waiting[due % waiting.length] as readonly [SparseVector, Prediction<number>]
      const i = order[due] as number
      learner.learn(past, events.y(i), { weight: events.weight(i), ticket: its })
    }
    return tickets
  }
}
