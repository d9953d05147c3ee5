import type { Readable } from 'node:stream'
import { InvalidEvent } from '@rivulet/core'
import type { Json } from '@rivulet/core/snapshot'
import {
  type BadEntry,
  type Entry,
  type Item,
  type SeekableSource,
  Spool,
  type SpoolPosition,
  streamSource,
} from '@rivulet/durable'
import type { Format } from '@rivulet/formats'
import { reasonOf } from '../command/reasonOf.ts'
import { MAX_LINE } from './maxLine.ts'
import { type Received, receivedFormat, SpoolReader } from './received.ts'

/** Standard input in a spool: from its receipt on, a line can be read again. */
export interface SpooledInput<E> {
  readonly source: SeekableSource<E, SpoolPosition>
  /** Resolves when all of standard input is in the spool; rejects if it could not be. */
  readonly received: Promise<void>
  /** How many records were passed over. */
  passedOver(): number
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
  format: Format<E>,
  signal: AbortSignal,
): Promise<SpooledInput<E>> {
  const spool = await Spool.open<Received>(folder, { maxLine: MAX_SPOOLED }).catch((cause) => {
    throw new Error(`standard input cannot be kept in the spool ${folder}: ${reasonOf(cause)}`, { cause })
  })
  const lines = streamSource(input, { parse: receivedFormat(format), maxLine: MAX_LINE })
  let taken = 0
  const receive = async (): Promise<void> => {
    try {
      for await (const batch of lines.readFrom(undefined, signal)) {
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
  const reader = new SpoolReader(format)
  return {
    source: {
      async *readFrom(position, stop) {
        for await (const batch of spool.readFrom(position, stop)) {
          yield batch.flatMap((item) => opened(item, reader) ?? [])
        }
      },
      release: (before) => spool.release(before),
    },
    received,
    passedOver: () => lines.passedOver + reader.passed,
  }
}

function receivedOf(entry: Entry<Received, Json> | BadEntry<Json>): Received {
  if ('event' in entry) return entry.event
  return { text: String(entry.rejection.event), problem: entry.rejection.reason }
}

/** What a line of the spool says; `undefined` if it is passed over. */
function opened<E>(item: Item<Received, SpoolPosition>, reader: SpoolReader<E>): Item<E, SpoolPosition> | undefined {
  if (!('event' in item)) return item
  const { at, next } = item
  try {
    const event = reader.read(item.event)
    return event === undefined ? undefined : { event, at, next }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof InvalidEvent)) throw error
    return { rejection: { event: item.event.text.slice(0, 1000), reason: error.message, position: at }, next }
  }
}
