import { addAbortSignal, Readable } from 'node:stream'
import { checkMaxLine } from './checkMaxLine.ts'
import { type ParseRecord, toFormat } from './recordFormat.ts'
import { RecordReader } from './recordReader.ts'
import type { BadEntry, Entry, SeekableSource } from './source.ts'
import { toUtf8 } from './toUtf8.ts'

/** Where a record stands in a text that comes once. */
export type LinePosition = {
  /** Its line, from 1. */
  readonly line: number
  /** How many records were passed over up to here, of all texts that came one after the other. */
  readonly passed: number
}

/** How the records of a text that comes once become events. */
export interface StreamOptions<E> {
  /** A format of `@rivulet/formats`, or a function of the text of a line. */
  readonly parse: ParseRecord<E>
  /** The longest record, in bytes, default 1 MiB. */
  readonly maxLine?: number
}

/** A text that comes once as a source, and how much of it was passed over. */
export interface StreamSource<E> extends SeekableSource<E, LinePosition> {
  /** The entries that come; nothing that came is lost. */
  readFrom(
    position?: LinePosition,
    signal?: AbortSignal,
  ): AsyncIterable<readonly (Entry<E, LinePosition> | BadEntry<LinePosition>)[]>
  /** How many records were passed over so far. */
  readonly passedOver: number
}

/**
 * A source over a text that comes once: standard input, the body of a request. It may be gzipped or UTF-16. It cannot be read again: whatever the position, reading goes on
 * with what comes now. So who trains on it has each event at most once, and loses with a crash what came after the last snapshot.
 *
 * @param bytes - the text, in pieces cut anywhere
 * @param options - what its records are
 *
 * @example
 * ```ts
 * import { streamSource } from '@rivulet/durable'
 *
 * const pieces = async function* () { for (const text of ['1\n2', '\n\n3']) yield new TextEncoder().encode(text) }
 * const seen: number[] = []
 * for await (const batch of streamSource(pieces(), { parse: Number }).readFrom()) {
 *   for (const entry of batch) if ('event' in entry) seen.push(entry.event)
 * }
 * seen // => [1, 2, 3]
 * ```
 */
export function streamSource<E>(bytes: AsyncIterable<Uint8Array>, options: StreamOptions<E>): StreamSource<E> {
  const { parse, maxLine = 1 << 20 } = options
  checkMaxLine(maxLine)
  const format = toFormat(parse)
  let passed = 0
  return {
    get passedOver() {
      return passed
    },
    async *readFrom(position, signal) {
      passed = position?.passed ?? 0
      const stream = bytes instanceof Readable ? bytes : Readable.from(bytes)
      let at: LinePosition = { line: 1, passed }
      const batch = (reader: RecordReader<E>, atEnd: boolean): (Entry<E, LinePosition> | BadEntry<LinePosition>)[] => {
        const entries: (Entry<E, LinePosition> | BadEntry<LinePosition>)[] = []
        for (let record = reader.next(atEnd); record !== undefined; record = reader.next(atEnd)) {
          const { raw, event, rejection } = record
          if (event === undefined && rejection === undefined) passed++
          const next = { line: at.line + raw.lines, passed }
          if (rejection !== undefined) entries.push({ rejection: { ...rejection, position: at }, next })
          else if (event !== undefined) entries.push({ event, at, next })
          at = next
        }
        return entries
      }
      try {
        let head: Uint8Array = new Uint8Array()
        let reader: RecordReader<E> | undefined
        const open = (isAll: boolean): void => {
          const opened = format.open(head, isAll)
          if (opened === undefined) return
          const { top } = opened
          if (top.bytes > 0) passed++
          at = { line: 1 + top.lines, passed }
          reader = new RecordReader(opened, maxLine, top.bytes)
          reader.push(head.subarray(top.bytes))
        }
        for await (const piece of toUtf8(signal === undefined ? stream : addAbortSignal(signal, stream))) {
          if (reader === undefined) {
            head = head.length === 0 ? piece : Buffer.concat([head, piece])
            open(false)
            if (reader === undefined) continue
          } else (reader as RecordReader<E>).push(piece)
          const entries = batch(reader, false)
          if (entries.length > 0) yield entries
        }
        if (reader === undefined && head.length > 0) open(true)
        if (reader !== undefined) yield batch(reader, true)
      } catch (error) {
        if (signal?.aborted !== true) throw error
      }
    },
  }
}
