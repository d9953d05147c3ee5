import { join } from 'node:path'
import { InvalidEvent } from '@rivulet/core'
import { type BadEntry, type Item, type Entry as Placed, Spool, type SpoolPosition } from '@rivulet/durable'
import type { LabelledFields } from '../labelledEvents.ts'
import { type BodyForm, type BodyRecord, bodyRecords } from './records.ts'

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
type Received = Omit<BodyRecord, 'line'>

/** How many events a body may have. */
const MOST = 10_000

/** How many bytes may wait to be learned, in the spool. */
const BACKLOG = 2 ** 26

/**
 * Takes events from outside into a spool: what was accepted is on the disk, and survives the process. What is refused is there as well, so
 * that it is counted once, whatever dies.
 */
export class Inbox {
  readonly #parse: (text: string) => LabelledFields
  #spool: Spool<Received> | undefined
  /** Up to here the spool was read. */
  #read = 0

  /** @param parse - reads an event, and throws a SyntaxError or an InvalidEvent for what is none */
  constructor(parse: (text: string) => LabelledFields) {
    this.#parse = parse
  }

  /** Opens the spool below a folder, which should be this process's own. */
  async open(folder: string): Promise<void> {
    this.#spool = await Spool.open<Received>(join(folder, 'spool'), { maxLine: 2 ** 24 })
  }

  /**
   * Takes a body.
   *
   * @throws Busy if too much waits to be learned, or the disk takes no more
   * @throws TooMany if it has too many events; none is taken
   */
  async receive(body: Uint8Array, form: BodyForm): Promise<Receipt> {
    const spool = this.#spool
    if (spool === undefined || spool.end.byte - this.#read > BACKLOG)
      throw new Busy('Too many events wait to be learned.')
    const kept: Received[] = []
    const rejected: { line: number; reason: string }[] = []
    for await (const { line, text, problem = this.#problemOf(text) } of bodyRecords(body, form)) {
      if (kept.length === MOST) throw new TooMany(`A body has at most ${MOST} events.`)
      kept.push(problem === undefined ? { text } : { text: text.slice(0, 1000), problem })
      if (problem !== undefined) rejected.push({ line, reason: problem })
    }
    try {
      await Promise.all(kept.map((record) => spool.append(record)))
    } catch (cause) {
      throw new Busy(`The events cannot be kept: ${(cause as Error).message}`, { cause })
    }
    return { accepted: kept.length - rejected.length, rejected }
  }

  /** What was received, from a position on, then what comes. */
  async *readFrom(
    position?: SpoolPosition,
    signal?: AbortSignal,
  ): AsyncGenerator<Item<LabelledFields, SpoolPosition>[]> {
    if (this.#spool === undefined) throw new Error('the inbox should be opened first')
    for await (const batch of this.#spool.readFrom(position, signal)) {
      this.#read = batch.at(-1)?.next.byte ?? this.#read
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

  #entryOf({
    event,
    at,
    next,
  }: Placed<Received, SpoolPosition>): Placed<LabelledFields, SpoolPosition> | BadEntry<SpoolPosition> {
    const { text, problem } = event
    if (problem !== undefined) return { rejection: { event: text, reason: problem }, next }
    return { event: this.#parse(text), at, next }
  }

  #problemOf(text: string): string | undefined {
    try {
      this.#parse(text)
      return undefined
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof InvalidEvent) return error.message
      throw error
    }
  }
}
