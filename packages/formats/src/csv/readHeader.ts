import { show } from '@rivulet/core'
import { decodeUtf8, encodeUtf8, invalidAt } from '../bytes/utf8.ts'
import { InvalidHeader } from '../invalidHeader.ts'
import { endOfRecord } from './endOfRecord.ts'
import { guessDelimiter } from './guessDelimiter.ts'
import { splitCells } from './splitCells.ts'

/** The longest header, in bytes. */
export const LONGEST_HEADER: number = 2 ** 20

/** The top of a CSV file. */
export interface CsvTop {
  readonly delimiter: string
  /** The names of the columns, '' for one that has none; `undefined` if the file has no header. */
  readonly names: readonly string[] | undefined
  /** The header as it is written, without its line break. */
  readonly header: string
  readonly bytes: number
  readonly lines: number
}

/**
 * Reads the top of a CSV file: a byte order mark, a line `sep=;` as Excel writes it, the header.
 *
 * @param hasHeader - whether the first record names the columns
 * @param asked - the delimiter, if it need not be guessed
 * @returns `undefined` if more bytes are needed
 * @throws InvalidHeader for a header that cannot be read
 */
export function readHeader(
  head: Uint8Array,
  isAll: boolean,
  hasHeader: boolean,
  asked: string | undefined,
): CsvTop | undefined {
  let start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  let lines = 0
  const first = lineAt(head, start)
  if (!first.isEnded && !isAll && head.length <= LONGEST_HEADER) return undefined
  const separator = /^sep=(.)\r?$/.exec(first.text)?.[1]
  if (separator !== undefined) {
    start = first.next
    lines = 1
  }
  const delimiter = asked ?? separator ?? guessDelimiter(someLines(head, start, isAll))
  if (!hasHeader) return { delimiter, names: undefined, header: '', bytes: start, lines }
  const where = `the header (line ${lines + 1})`
  const { end, isEnded, isOpen } = endOfRecord(head, start, delimiterByte(delimiter))
  if (!isEnded && !isAll && head.length <= LONGEST_HEADER) return undefined
  if (isOpen) throw new InvalidHeader(`${where} opens a quote that is never closed: ${show(textOf(head, start, end))}`)
  if (end - start > LONGEST_HEADER) throw new InvalidHeader(`${where} is longer than 1 MiB`)
  const bytes = head.subarray(start, head[end - 1] === 13 ? end - 1 : end)
  const invalid = invalidAt(bytes)
  if (invalid < bytes.length) {
    const column = splitCells(decodeUtf8(bytes.subarray(0, invalid)), delimiter).cells.length
    throw new InvalidHeader(
      `${where} is not valid UTF-8 in column ${column}, ${show(textOf(head, start + invalid - 20, start + invalid + 10))}: ` +
        'convert the file, from Latin-1 with iconv -f latin1 -t utf-8',
    )
  }
  const header = decodeUtf8(bytes)
  const { cells, quoted } = splitCells(header, delimiter)
  const names = cells.map((cell, i) => (quoted?.[i] === true ? cell : cell.trim()))
  const feeds = header.split('\n').length
  return { delimiter, names, header, bytes: isEnded ? end + 1 : end, lines: lines + (isEnded ? feeds : feeds - 1) }
}

/** The byte of a delimiter. */
export function delimiterByte(delimiter: string): number {
  return encodeUtf8(delimiter)[0] as number
}

function lineAt(bytes: Uint8Array, start: number): { text: string; next: number; isEnded: boolean } {
  const feed = bytes.indexOf(10, start)
  const end = feed < 0 ? bytes.length : feed
  return { text: textOf(bytes, start, Math.min(end, start + 100)), next: end + 1, isEnded: feed >= 0 }
}

/** The first lines, without one that may be unfinished. */
function someLines(head: Uint8Array, start: number, isAll: boolean): string[] {
  const lines = decodeUtf8(head.subarray(start, start + 2 ** 16)).split(/\r?\n/)
  return lines.length > 1 && !(isAll && head.length <= 2 ** 16) ? lines.slice(0, -1) : lines
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return decodeUtf8(bytes.subarray(Math.max(start, 0), end))
}
