import type { Rejection } from '@rivulet/core'
import type { Json } from '@rivulet/core/snapshot'

/** An event, where it stands in its source, and where the source goes on after it. */
export interface Entry<E, P extends Json> {
  readonly event: E
  /** Reading from here gives this event. */
  readonly at: P
  /** Reading from here gives the one after it. */
  readonly next: P
}

/** Something in a source that is no event: refused, but passed, and never read again. Its rejection says where it stands. */
export interface BadEntry<P extends Json> {
  readonly rejection: Rejection
  readonly next: P
}

/** Entries that were gone before they were read: past their retention, for instance, or removed by somebody. */
export interface Lost<P extends Json> {
  readonly from: P
  readonly to: P
  /** How many, if that is known. */
  readonly count?: number
  readonly reason: string
}

/** A place in a source where entries are lost. */
export interface Gap<P extends Json> {
  readonly lost: Lost<P>
  /** Where the source goes on. */
  readonly next: P
}

/** What a source that can be read again has, one after the other. */
export type Item<E, P extends Json> = Entry<E, P> | BadEntry<P> | Gap<P>

/** Events that come once: MQTT, a WebSocket, standard input. What is lost on the way is lost; a {@link Spool} keeps it from its receipt on. */
export interface Source<E> {
  /** The events, some at a time, until there are no more or the signal comes. */
  read(signal?: AbortSignal): AsyncIterable<readonly E[]>
}

/** What sources that can be read again from a position have in common. A position is plain JSON. */
interface Readable<E, P extends Json> {
  /**
   * The items from a position on, from the beginning if it is undefined, in batches of any size: as many as the source has at hand. It ends
   * where the source does, and soon after the signal comes. An {@link Unavailable} that it throws, or an error of the network, is for a
   * while: reading is tried again from where it was.
   */
  readFrom(position?: P, signal?: AbortSignal): AsyncIterable<readonly Item<E, P>[]>
  /**
   * Is told that what is before a position is not asked for again: `trainDurably` says so of the oldest snapshot that may still be restored,
   * never of the newest, which may turn out to be damaged.
   */
  release?(before: P): Promise<void>
}

/**
 * Events that can be read again, in an order that their positions decide: a file, a spool, one partition of Kafka. From the same position it
 * always gives the same entries in the same order. Trained on it, a state ends with *the same bytes*, whatever dies on the way.
 */
export interface SeekableSource<E, P extends Json> extends Readable<E, P> {
  readonly order?: 'position'
}

/**
 * Events that can be read again, but in the order in which they happen to arrive: several partitions at once. Each is learned *exactly once*,
 * whatever dies; but another run learns them in another order, and its bytes are others. Where the same bytes are wanted, take the
 * partitions in turn ({@link roundRobin}), or record the order in a spool first: `spool.fill`.
 */
export interface ArrivalSource<E, P extends Json> extends Readable<E, P> {
  readonly order: 'arrival'
}

/** A source that is not there for a while: a broker that starts again, a network that is down. Reading it is tried again. */
export class Unavailable extends Error {
  override readonly name: string = 'Unavailable'
}
