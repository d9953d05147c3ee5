import { InvalidEvent, type Rejection } from '@rivulet/core'
import type { BadEntry, Entry } from '../source/source.ts'
import type { Checkpoint } from './checkpoint.ts'

/**
 * Learns from one event, at once: what it changes is in the state that is saved, and nothing else. What comes of it is emitted.
 * An InvalidEvent that it throws before it has changed anything refuses the event.
 */
export type Step<E, O> = (event: E, emit: (outcome: O) => void) => void

/**
 * What came of an event. After a crash the outcomes since the last snapshot are delivered again, the same in everything; who must not
 * see them twice drops those whose version is not above the last one seen.
 */
export interface Delivered<O, P> {
  readonly outcome: O
  /** Where the source goes on after the event. */
  readonly position: P
  /** Outcomes up to and with this one: the version of the model after it. */
  readonly version: number
}

/** What a step is applied to, and who is told. */
export interface FoldOptions<E, P, O> {
  readonly step: Step<E, O>
  /** Takes outcomes, in order; training waits for the promise, if there is one. */
  readonly onOutcome?: ((delivered: Delivered<O, P>) => void | Promise<void>) | undefined
  /** Takes what was refused. It is counted in any case. */
  readonly onRejected?: ((rejection: Rejection) => void) | undefined
}

/** Applies the step to one entry after the other, and moves the checkpoint past each: state' = f(state, entry). */
export class Fold<E, P, O> {
  readonly #checkpoint: Checkpoint<P>
  readonly #how: FoldOptions<E, P, O>
  /** What the step has emitted of this entry. One array and one function serve all entries. */
  readonly #outcomes: O[] = []
  readonly #emit = (outcome: O): void => {
    this.#outcomes.push(outcome)
  }

  constructor(checkpoint: Checkpoint<P>, how: FoldOptions<E, P, O>) {
    this.#checkpoint = checkpoint
    this.#how = how
  }

  /**
   * Takes one entry.
   *
   * @returns a promise if who takes the outcomes wants to be waited for, before the next entry
   * @throws Error with the position, if the step throws anything but an InvalidEvent: a bug, after which the state is not to be trusted
   */
  take(entry: Entry<E, P> | BadEntry<P>): Promise<void> | undefined {
    const outcomes = this.#outcomes
    // To cut an array costs more than to look at it, and most steps of a stream with late labels emit nothing.
    if (outcomes.length > 0) outcomes.length = 0
    const rejection = 'event' in entry ? this.#step(entry) : entry.rejection
    const checkpoint = this.#checkpoint
    const first = checkpoint.version + 1
    checkpoint.position = entry.next
    checkpoint.entries += 1
    checkpoint.version += outcomes.length
    if (rejection !== undefined) {
      checkpoint.rejected += 1
      this.#how.onRejected?.(rejection)
    }
    return outcomes.length > 0 ? this.#deliver(entry.next, first) : undefined
  }

  /** Why the event is refused, if it is. */
  #step({ event, at }: Entry<E, P>): Rejection | undefined {
    try {
      this.#how.step(event, this.#emit)
      return undefined
    } catch (error) {
      if (!(error instanceof InvalidEvent)) {
        throw new Error(`the step failed at ${JSON.stringify(at)}: ${String(error)}`, { cause: error })
      }
      this.#outcomes.length = 0
      return { event, reason: error.message, position: at }
    }
  }

  #deliver(position: P, first: number): Promise<void> | undefined {
    const { onOutcome } = this.#how
    if (onOutcome === undefined) return undefined
    let waiting: Promise<void> | undefined
    for (let i = 0; i < this.#outcomes.length; i++) {
      const delivered = { outcome: this.#outcomes[i] as O, position, version: first + i }
      if (waiting !== undefined) waiting = waiting.then(() => onOutcome(delivered))
      else waiting = onOutcome(delivered) ?? undefined
    }
    return waiting
  }
}
