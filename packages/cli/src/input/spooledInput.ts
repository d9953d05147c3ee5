import type { Readable } from 'node:stream'
import {
  type BadEntry,
  type Entry,
  type Item,
  type SeekableSource,
  Spool,
  type SpoolPosition,
  type TextRecord,
} from '@rivulet/durable'
import { reasonOf } from '../command/reasonOf.ts'
import type { Reading } from './format.ts'
import { standardInput } from './standardInput.ts'
import { toEntry } from './toEntry.ts'

/** A line as it was received, with the header above it. */
interface Received extends TextRecord {
  readonly header?: string
}

/** Standard input in a spool: from its receipt on, a line can be read again. */
export interface SpooledInput<E> {
  readonly source: SeekableSource<E, SpoolPosition>
  /** Resolves when all of standard input is in the spool; rejects if it could not be. */
  readonly received: Promise<void>
}

/** The longest line of the spool: JSON may write one byte as six, and a header stands beside it. */
const MAX_SPOOLED = 2 ** 24

/**
 * Spools standard input in a folder, and reads it from there: first what earlier runs left, then what comes.
 *
 * @param signal - ends the receiving
 * @throws Error that says what the folder is for, if it cannot be opened; `received` rejects so if it takes no more
 */
export async function spooledInput<E>(
  input: Readable,
  folder: string,
  { parse, header, quotes }: Reading<E>,
  signal: AbortSignal,
): Promise<SpooledInput<E>> {
  const spool = await Spool.open<Received>(folder, { maxLine: MAX_SPOOLED }).catch((cause) => {
    throw new Error(`standard input cannot be kept in the spool ${folder}: ${reasonOf(cause)}`, { cause })
  })
  let taken = 0
  const receive = async (): Promise<void> => {
    const asReceived = (text: string, above: string): Received => (header ? { text, header: above } : { text })
    try {
      for await (const batch of standardInput(input, { parse: asReceived, header, quotes }).readFrom(
        undefined,
        signal,
      )) {
        await Promise.all(batch.map((entry) => spool.append(receivedOf(entry)).then(() => taken++)))
      }
    } catch (cause) {
      throw new Error(
        `the spool ${folder} takes no more: ${reasonOf(cause)}. It has taken ${taken} lines of standard input, which are learned; ` +
          'make room, and give the lines after them again',
        { cause },
      )
    } finally {
      await spool.close()
    }
  }
  const received = receive()
  // It is awaited after the training, which may be long after it fails.
  received.catch(() => {})
  return {
    source: {
      async *readFrom(position, stop) {
        for await (const batch of spool.readFrom(position, stop)) yield batch.map((item) => opened(item, parse))
      },
      release: (before) => spool.release(before),
    },
    received,
  }
}

function receivedOf(entry: Entry<Received, unknown> | BadEntry<unknown>): Received {
  if ('event' in entry) return entry.event
  return { text: String(entry.rejection.event), problem: entry.rejection.reason }
}

function opened<E>(item: Item<Received, SpoolPosition>, parse: Reading<E>['parse']): Item<E, SpoolPosition> {
  if (!('event' in item)) return item
  const { header = '' } = item.event
  return toEntry(item.event, (text) => parse(text, header), item.at, item.next)
}
