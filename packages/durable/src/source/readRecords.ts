import { checkMaxLine, type RecordOptions, Records } from './records.ts'
import { type TextRecord, toText } from './textRecord.ts'

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
): AsyncGenerator<readonly TextRecord[]> {
  const { maxLine = 1 << 20, quotes = false } = options
  checkMaxLine(maxLine)
  const records = new Records({ maxLine, quotes }, 0)
  let first = true
  const take = (atEnd: boolean): TextRecord[] => {
    const batch: TextRecord[] = []
    for (let raw = records.next(atEnd); raw !== undefined; raw = records.next(atEnd)) {
      const record = toText(raw, first)
      first = false
      if (record !== undefined) batch.push(record)
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
