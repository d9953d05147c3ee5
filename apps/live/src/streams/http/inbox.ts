import { join } from 'node:path'
import { type Disk, type Item, type Entry as Placed, Spool, type SpoolPosition } from '@rivulet/durable'
import type { LabelledFields } from '../labelledEvents.ts'
import type { Door } from './door.ts'
import { type BodyForm, bodyRecords } from './records.ts'

/** What became of the events of a body. */
export interface Receipt {
  readonly accepted: number
  readonly rejected: readonly { readonly line: number; readonly reason: string }[]
}

/** Nothing can be taken now; it may be tried again. */
export class Busy extends Error {}

/** There are more events in a body than may be. */
export class TooMany extends Error {}

/** An event as it was received, or what is none and why. */
type Received = { readonly event: unknown } | { readonly text: string; readonly problem: string }

/** How many events a body may have. */
const MOST = 10_000

/** How many bytes may wait to be learned, in the spool. */
const BACKLOG = 2 ** 26

/** The longest event in the spool, in bytes. */
const LONGEST = 2 ** 24

/**
 * Takes events from outside into a spool: what was accepted is on the disk, and survives the process. What is refused is there as well, so
 * that it is counted once, whatever dies.
 */
export class Inbox {
  readonly #read: (event: unknown) => LabelledFields
  readonly #problemOf: Door
  #spool: Spool<Received> | undefined
  /** Up to here the spool was read. */
  #reached = 0

  /**
   * @param read - reads an event that the door let in
   * @param problemOf - why an event is refused, if it is
   */
  constructor(read: (event: unknown) => LabelledFields, problemOf: Door) {
    this.#read = read
    this.#problemOf = problemOf
  }

  /**
   * Opens the spool below a folder, which should be this process's own.
   *
   * @param disk - the file system; default Node's
   */
  async open(folder: string, disk?: Disk): Promise<void> {
    const options = disk === undefined ? { maxLine: LONGEST } : { maxLine: LONGEST, disk }
    this.#spool = await Spool.open<Received>(join(folder, 'spool'), options)
  }

  /**
   * Takes a body, all of it or nothing.
   *
   * @throws Busy if too much waits to be learned, or the disk takes no more
   * @throws TooMany if it has too many events
   */
  async receive(body: Uint8Array, form: BodyForm): Promise<Receipt> {
    const spool = this.#spool
    if (spool === undefined || spool.end.byte - this.#reached > BACKLOG)
      throw new Busy('Too many events wait to be learned.')
    const received: Received[] = []
    const rejected: { line: number; reason: string }[] = []
    for await (const record of bodyRecords(body, form)) {
      if (received.length === MOST) throw new TooMany(`A body has at most ${MOST} events.`)
      const one = this.#judged(record)
      received.push(one)
      if ('problem' in one) rejected.push({ line: record.line, reason: one.problem })
    }
    try {
      await spool.appendAll(received)
    } catch (cause) {
      throw new Busy(`The events cannot be kept: ${(cause as Error).message}`, { cause })
    }
    return { accepted: received.length - rejected.length, rejected }
  }

  /** What was received, from a position on, then what comes. */
  async *readFrom(
    position?: SpoolPosition,
    signal?: AbortSignal,
  ): AsyncGenerator<Item<LabelledFields, SpoolPosition>[]> {
    if (this.#spool === undefined) throw new Error('the inbox should be opened first')
    for await (const batch of this.#spool.readFrom(position, signal)) {
      this.#reached = batch.at(-1)?.next.byte ?? this.#reached
      yield batch.map((entry) => ('event' in entry ? this.#entryOf(entry) : entry))
    }
  }

  /** Is told that what came before a position is not needed again. */
  async release(before: SpoolPosition): Promise<void> {
    await this.#spool?.release(before)
  }

  /** Takes no more. */
  async close(): Promise<void> {
    await this.#spool?.close()
  }

  #judged(record: Received): Received {
    if ('problem' in record) return { text: record.text, problem: record.problem }
    const { event } = record
    const problem = this.#problemOf(event)
    return problem === undefined ? { event } : { text: JSON.stringify(event).slice(0, 1000), problem }
  }

  #entryOf(placed: Placed<Received, SpoolPosition>): Item<LabelledFields, SpoolPosition> {
    const { event: received, at, next } = placed
    if ('problem' in received) return { rejection: { event: received.text, reason: received.problem }, next }
    return { event: this.#read(received.event), at, next }
  }
}
