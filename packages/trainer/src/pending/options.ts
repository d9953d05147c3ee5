import type { Label } from '@rivulet/core'
import type { OnRejected } from '../onRejected.ts'

/** An item of the stream of labels: y, and what says whose it is. */
export interface Answer {
  readonly y: Label
}

/** An event and its label. `answer` is the item that brought it; it is absent when the label is that of a timeout. */
export type Labelled<E, A extends Answer> = E & { readonly y: A['y']; readonly answer?: A }

/** The events that timed out, mostly none, and after them one with the answer that it got. */
export function join<E extends object, A extends Answer>(
  timedOut: readonly Labelled<E, A>[],
  event: E,
  answer: A,
): readonly Labelled<E, A>[] {
  const joined = { ...event, y: answer.y, answer }
  return timedOut.length === 0 ? [joined] : [...timedOut, joined]
}

/** How labels find their events. `K` and `T` are a field of both, by its name, or a function of either. */
export interface JoinOptions<A extends Answer, K, T> {
  /** What an event and its label have in common, and no other event: a string, number, bigint or boolean. `7` and `'7'` are two. */
  readonly key: K
  /** When an item happened, in any unit, finite; for a label, when it became known. */
  readonly time?: T
  /**
   * How long an event waits for its label, an early label for its event, and the key of a finished event for a second label,
   * ≥ 0, in the unit of `time`, which it needs. Default: for ever.
   */
  readonly ttl?: number
  /** How many events may wait, and as many early labels, and keys of finished events; ≥ 1, default 100,000. Beyond it the oldest leaves. */
  readonly maxPending?: number
  /**
   * How far ahead of the newest a time may be; what is further is refused. Unless given a day of milliseconds, or `ttl` if that is longer:
   * one time of the year 55,000 would make everything else too late. A pause of the streams is no such time: see core's `EventClock`.
   */
  readonly maxAhead?: number
  /** The label of an event that had none within `ttl`. Without it, such an event goes to `onRejected`. */
  readonly timeoutLabel?: A['y']
  /**
   * What becomes of a label for an event that has one already, or that timed out: `'reject'` (the default), or `'join'`,
   * which emits the event again with it, with the ticket of the first time, so that a correction is learned too.
   */
  readonly duplicates?: 'reject' | 'join'
  /** Where everything goes that does not come out as a pair. */
  readonly onRejected?: OnRejected
  /** Is told, once, what looks like a mistake of the program: that keys are numbers here and texts there. Default: the console. */
  readonly onWarning?: (warning: string) => void
}
