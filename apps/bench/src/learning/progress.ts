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
  /** The features and tickets of the events that wait for their labels, the place of event k being k modulo the delay. */
  readonly #waiting: (readonly [x: SparseVector, ticket: Prediction<number>])[] = []
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
  }

  /** Goes on over the next events, whose features these are, and returns their tickets. */
  advance(xs: readonly SparseVector[]): Prediction<number>[] {
    const tickets: Prediction<number>[] = []
    for (const x of xs) {
      const ticket = this.#learner.predict(x)
      tickets.push(ticket)
      const k = this.#done++
      if (this.#delay === 0) this.#learn(k, x, ticket)
      else this.#wait(k, x, ticket)
    }
    return tickets
  }

  #wait(k: number, x: SparseVector, ticket: Prediction<number>): void {
    const waiting = this.#waiting
    const due = k - this.#delay
    const then = waiting[k % this.#delay]
    waiting[k % this.#delay] = [x, ticket]
    if (then !== undefined) this.#learn(due, ...then)
  }

  #learn(k: number, x: SparseVector, ticket: Prediction<number>): void {
    const i = this.#order[k] as number
    this.#learner.learn(x, this.#events.y(i), { weight: this.#events.weight(i), ticket })
  }
}
