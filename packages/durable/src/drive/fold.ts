import { InvalidEvent, type Rejection } from '@rivulet/core'
import { type Json, toJson } from '@rivulet/core/snapshot'
import type { BadEntry, Entry, Gap, Lost } from '../source/source.ts'
import { type Checkpoint, POSITION } from './checkpoint.ts'
import { LostEntries } from './lostEntries.ts'
import type { Outbox } from './outbox.ts'

/**
 * Learns from one event: what it changes is in the state that is saved, and nothing else. What comes of it is emitted. A promise that it
 * returns is waited for before the next event. An InvalidEvent that it throws before it has changed anything refuses the event.
 */
export type Step<E, O> = (event: E, emit: (outcome: O) => void) => void | Promise<void>

/**
 * What came of an event. After a crash the outcomes since the last snapshot are delivered again (on a source of the same bytes, the same in
 * everything): who must not see them twice drops those whose version is not above the last one seen.
 */
export interface Delivered<O, P extends Json> {
  readonly outcome: O
  /** Where the event stands: what `append` of a spool returned, for instance. */
  readonly at: P
  /** Outcomes up to and with this one: the version of the model after it. */
  readonly version: number
}

/** What a step is applied to, and who is told. */
export interface FoldOptions<E, P extends Json, O> {
  readonly step: Step<E, O>
  /**
   * Takes outcomes, in order, all that gathered since it was called last. If it returns a promise, training goes on meanwhile, but it is called
   * again, and a snapshot that covers these outcomes is written, only after that; if it fails, training stops.
   */
  readonly onOutcomes?: ((batch: readonly Delivered<O, P>[]) => void | Promise<void>) | undefined
  /**
   * Takes what was refused; its `position` is where it stands. It is counted in any case. A promise is waited for before a snapshot that covers
   * it is written; if it fails, training stops.
   */
  readonly onRejected?: ((rejection: Rejection) => void | Promise<void>) | undefined
  /** Takes what the source has lost, and lets training go on without it. It is counted in any case. Default: training stops before the gap. */
  readonly onLost?: ((lost: Lost<P>) => void | Promise<void>) | undefined
}

/** Applies the step to one item after the other, and moves the checkpoint past each: state' = f(state, item). */
export class Fold<E, P extends Json, O> {
  readonly #checkpoint: Checkpoint<P>
  readonly #how: FoldOptions<E, P, O>
  readonly #outbox: Outbox<O, P>
  /** What the step has emitted of this entry. One array and one function serve all entries. */
  readonly #outcomes: O[] = []
  #isOpen = false
  #isProved = false
  readonly #emit = (outcome: O): void => {
    if (!this.#isOpen)
      throw new Error('an outcome came after its step had ended: return a promise, which is waited for')
    this.#outcomes.push(outcome)
  }

  constructor(checkpoint: Checkpoint<P>, how: FoldOptions<E, P, O>, outbox: Outbox<O, P>) {
    this.#checkpoint = checkpoint
    this.#how = how
    this.#outbox = outbox
  }

  /**
   * Proves once that the positions of the source are JSON; each that is saved is proved again.
   *
   * @throws RangeError if they are not
   */
  prove(position: P): void {
    if (this.#isProved) return
    toJson(position, POSITION)
    this.#isProved = true
  }

  /**
   * Learns from an event.
   *
   * @returns a promise if the step returned one, which is to be waited for before the next item
   * @throws Error with the position, if the step throws anything but an InvalidEvent: a bug, after which the state is not to be trusted
   */
  learn(entry: Entry<E, P>): Promise<void> | undefined {
    const outcomes = this.#outcomes
    // To cut an array costs more than to look at it, and most steps of a stream with late labels emit nothing.
    if (outcomes.length > 0) outcomes.length = 0
    this.#isOpen = true
    try {
      const learned = this.#how.step(entry.event, this.#emit)
      if (learned !== undefined && typeof learned?.then === 'function')
        return learned.then(
          () => this.#learned(entry),
          (error) => this.#failed(entry, error),
        )
    } catch (error) {
      this.#failed(entry, error)
      return undefined
    }
    this.#learned(entry)
    return undefined
  }

  /**
   * Passes what is no event.
   *
   * @throws LostEntries if it is a gap, and nobody said that training should go on without what is lost; nothing has changed then
   */
  pass(item: BadEntry<P> | Gap<P>): void {
    const checkpoint = this.#checkpoint
    if ('lost' in item) {
      if (this.#how.onLost === undefined) throw new LostEntries(item.lost)
      checkpoint.position = item.next
      checkpoint.lost += item.lost.count ?? 1
      this.#outbox.also(this.#how.onLost(item.lost))
      return
    }
    checkpoint.position = item.next
    this.#refuse(item)
  }

  #learned({ at, next }: Entry<E, P>): void {
    this.#isOpen = false
    const checkpoint = this.#checkpoint
    const outcomes = this.#outcomes
    checkpoint.position = next
    checkpoint.entries += 1
    if (outcomes.length === 0) return
    if (this.#how.onOutcomes !== undefined) {
      for (const [i, outcome] of outcomes.entries())
        this.#outbox.add({ outcome, at, version: checkpoint.version + 1 + i })
    }
    checkpoint.version += outcomes.length
  }

  #failed({ event, at, next }: Entry<E, P>, error: unknown): void {
    this.#isOpen = false
    if (!(error instanceof InvalidEvent))
      throw new Error(`the step failed at ${JSON.stringify(at)}: ${String(error)}`, { cause: error })
    this.#checkpoint.position = next
    this.#refuse({ rejection: { event, reason: error.message, position: at }, next })
  }

  #refuse({ rejection }: BadEntry<P>): void {
    this.#checkpoint.entries += 1
    this.#checkpoint.rejected += 1
    this.#outbox.also(this.#how.onRejected?.(rejection))
  }
}
