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

/**
 * Applies the step to one entry and moves the checkpoint past it: state' = f(state, entry).
 *
 * @returns a promise if who takes the outcomes wants to be waited for
 * @throws Error with the position, if the step throws anything but an InvalidEvent: a bug, after which the state is not to be trusted
 */
export function take<E, P, O>(
  checkpoint: Checkpoint<P>,
  entry: Entry<E, P> | BadEntry<P>,
  { step, onOutcome, onRejected }: FoldOptions<E, P, O>,
): Promise<void> | undefined {
  let outcomes: O[] | undefined
  let rejection: Rejection | undefined
  if ('rejection' in entry) {
    rejection = entry.rejection
  } else {
    try {
      step(entry.event, (outcome) => {
        outcomes ??= []
        outcomes.push(outcome)
      })
    } catch (error) {
      if (!(error instanceof InvalidEvent)) {
        throw new Error(`the step failed at ${JSON.stringify(entry.at)}: ${String(error)}`, { cause: error })
      }
      outcomes = undefined
      rejection = { event: entry.event, reason: error.message, position: entry.at }
    }
  }
  const first = checkpoint.version + 1
  checkpoint.position = entry.next
  checkpoint.entries += 1
  checkpoint.version += outcomes?.length ?? 0
  if (rejection !== undefined) {
    checkpoint.rejected += 1
    onRejected?.(rejection)
  }
  if (outcomes === undefined || onOutcome === undefined) return undefined
  return deliver(outcomes, entry.next, first, onOutcome)
}

function deliver<O, P>(
  outcomes: readonly O[],
  position: P,
  first: number,
  onOutcome: (delivered: Delivered<O, P>) => void | Promise<void>,
): Promise<void> | undefined {
  let waiting: Promise<void> | undefined
  for (const [i, outcome] of outcomes.entries()) {
    const delivered = { outcome, position, version: first + i }
    if (waiting !== undefined) waiting = waiting.then(() => onOutcome(delivered))
    else waiting = onOutcome(delivered) ?? undefined
  }
  return waiting
}
