import { isUtf8 } from 'node:buffer'
import type { RawRecord } from './records.ts'

/** A record of a text, or the beginning of what is none. */
export interface TextRecord {
  readonly text: string
  /** Why it is none. */
  readonly problem?: string
}

/** How much is shown of what is refused, in characters. */
const SHOWN = 1000

/**
 * The text of a record; `undefined` if it is blank.
 *
 * @param first - whether it is the first of its file, where some programs put a byte order mark
 */
export function toText({ bytes, problem }: RawRecord, first: boolean): TextRecord | undefined {
  const marked = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', marked ? 3 : 0)
  if (problem !== undefined) return { text: text.slice(0, SHOWN), problem }
  if (text.trim() === '') return undefined
  return isUtf8(bytes) ? { text } : { text: text.slice(0, SHOWN), problem: 'the line is not valid UTF-8' }
}
