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
  /** The entries from a position on, from the beginning if it is undefined. */
  readFrom(position?: P, signal?: AbortSignal): AsyncIterable<readonly (Entry<E, P> | BadEntry<P>)[]>
}
