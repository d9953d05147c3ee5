import { addAbortSignal, Readable } from 'node:stream'
import { type BadEntry, type Entry, readRecords, type SeekableSource } from '@rivulet/durable'
import type { Reading } from './format.ts'
import { MAX_LINE } from './maxLine.ts'
import { toEntry } from './toEntry.ts'

/** The line of standard input, from 1. */
export interface LinePosition {
  readonly line: number
}

/** Standard input: nothing that came is lost. */
export interface StandardInput<E> extends SeekableSource<E, LinePosition> {
  readFrom(
    position?: LinePosition,
    signal?: AbortSignal,
  ): AsyncIterable<readonly (Entry<E, LinePosition> | BadEntry<LinePosition>)[]>
}

/**
 * Standard input as a source. It cannot be read again: whatever the position, reading goes on with what comes now. So who trains on it
 * has each event at most once, and loses with a crash what came after the last snapshot.
 */
export function standardInput<E>(
  bytes: AsyncIterable<Uint8Array>,
  { parse, header, quotes }: Reading<E>,
): StandardInput<E> {
  return {
    async *readFrom(_position, signal) {
      const stream = bytes instanceof Readable ? bytes : Readable.from(bytes)
      const pieces = signal === undefined ? stream : addAbortSignal(signal, stream)
      let top: string | undefined = header ? undefined : ''
      try {
        for await (const batch of readRecords(pieces, { maxLine: MAX_LINE, quotes })) {
          const entries = []
          for (const record of batch) {
            if (top === undefined) {
              top = record.text
              continue
            }
            const above = top
            const at = { line: record.line }
            entries.push(toEntry(record, (text) => parse(text, above), at, { line: record.line + 1 }))
          }
          if (entries.length > 0) yield entries
        }
      } catch (error) {
        if (signal?.aborted !== true) throw error
      }
    },
  }
}
