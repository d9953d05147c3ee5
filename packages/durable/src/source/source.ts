import type { Rejection } from '@rivulet/core'

/** An event, where it stands in its source, and where the source goes on after it. Positions are plain JSON. */
export interface Entry<E, P> {
  readonly event: E
  /** Reading from here gives this event. */
  readonly at: P
  /** Reading from here gives the one after it. */
  readonly next: P
}

/** Something in a source that is no event: refused, but passed, and never read again. */
export interface BadEntry<P> {
  readonly rejection: Rejection
  readonly next: P
}

/** Entries of a source that are gone before they were read: past their retention, for instance, or removed by somebody. */
export interface Gap<P> {
  readonly lost: {
    readonly from: P
    readonly to: P
    /** How many, if that is known. */
    readonly count?: number
    readonly reason: string
  }
  /** Where the source goes on. */
  readonly next: P
}

/** What a source that can be read again has, one after the other. */
export type Item<E, P> = Entry<E, P> | BadEntry<P> | Gap<P>

/** Events that come once: MQTT, a WebSocket, standard input. What is lost on the way is lost; a {@link Spool} keeps it from its receipt on. */
export interface Source<E> {
  /** The events, some at a time, until there are no more or the signal comes. */
  read(signal?: AbortSignal): AsyncIterable<readonly E[]>
}

/**
 * Events that can be read again from a position: a file, a Kafka partition, a spool. Only such a source can be learned exactly once.
 * From the same position it always gives the same entries in the same order, in batches of any size.
 */
export interface SeekableSource<E, P> {
  /** The items from a position on, from the beginning if it is undefined. */
  readFrom(position?: P, signal?: AbortSignal): AsyncIterable<readonly Item<E, P>[]>
  /**
   * Is told that what is before a position is not asked for again: `trainDurably` says so of the oldest snapshot that may still be restored,
   * never of the newest, which may turn out to be damaged.
   */
  release?(before: P): Promise<void>
}
