import { checkMaxLine, type RecordOptions, Records } from './records.ts'
import { type TextRecord, toText } from './textRecord.ts'

/** A record of a text that comes once, and the line in which it begins, from 1. */
export interface LineRecord extends TextRecord {
  readonly line: number
}

/**
 * Cuts bytes that come once, from standard input or a socket, into the records of a text, as they arrive. Blank ones are passed over; what
 * is too long or not UTF-8 comes with its problem.
 *
 * @param bytes - pieces cut anywhere
 * @param options - the longest record, default 1 MiB, and whether quotes hold line breaks, default false
 *
 * @example
 * ```ts
 * import { readRecords } from '@rivulet/durable'
 *
 * const pieces = async function* () { for (const text of ['a\nb', 'c\n']) yield new TextEncoder().encode(text) }
 * const seen: string[] = []
 * for await (const batch of readRecords(pieces())) for (const { text } of batch) seen.push(text)
 * seen // => ['a', 'bc']
 * ```
 */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  options: Partial<RecordOptions> = {},
): AsyncGenerator<readonly LineRecord[]> {
  const { maxLine = 1 << 20, quotes = false } = options
  checkMaxLine(maxLine)
  const records = new Records({ maxLine, quotes }, 0)
  let line = 1
  const take = (atEnd: boolean): LineRecord[] => {
    const batch: LineRecord[] = []
    for (let raw = records.next(atEnd); raw !== undefined; raw = records.next(atEnd)) {
      const record = toText(raw, line === 1)
      if (record !== undefined) batch.push({ ...record, line })
      line += raw.lines
    }
    return batch
  }
  for await (const piece of bytes) {
    records.push(piece)
    const batch = take(false)
    if (batch.length > 0) yield batch
  }
  const last = take(true)
  if (last.length > 0) yield last
}
