import { check, InvalidEvent, type Label } from '@rivulet/core'
import { decodeLine } from '../bytes/utf8.ts'
import type { FieldOptions } from '../fields/fieldOptions.ts'
import { FieldRoles, numberOf, weightOf } from '../fields/fieldRoles.ts'
import { setField } from '../fields/setField.ts'
import type { Example, Format, OpenFormat } from '../format.ts'
import { type Column, columnsOf } from './columns.ts'
import { isNumber } from './isNumber.ts'
import { type CsvTop, delimiterByte, readHeader } from './readHeader.ts'
import { type Cells, splitCells } from './splitCells.ts'

/** How CSV is read. */
export interface CsvOptions extends FieldOptions {
  /** The character between cells; unless given, the header and the lines below it say. */
  readonly delimiter?: string
  /** The names of the columns, for a file without a header. */
  readonly columns?: readonly string[]
}

/** The fields of an event, by name. */
export type CsvFields = Readonly<Record<string, Label | null>>

/**
 * The format CSV, as RFC 4180 has it and as people have it: a header, one record a line, quotes around cells with delimiters, quotes or line
 * breaks in them.
 *
 * - The delimiter is a comma, semicolon, tab or bar, whichever the first lines have; `sep=;` above the header is honoured.
 * - A quote opens a cell only at its start. What is not quoted is trimmed, names too.
 * - A cell is a number if it comes back digit for digit (see `isNumber`), true or false if it says so, missing if it is empty; everything else,
 *   and whatever is quoted, is a text.
 * - Columns without a name are passed over. Empty cells beyond the header are none.
 * - The header met again, as in joined files, is passed over.
 *
 * @throws InvalidHeader from `open`, for a header that cannot be used; InvalidEvent from `read`
 *
 * @example
 * ```ts
 * import { csv } from '@rivulet/formats'
 *
 * const bytes = (text: string) => new TextEncoder().encode(text)
 * const { read } = csv({ label: 'late' }).open(bytes('who,hour,late\n'), false)!
 * read(bytes('007,18,yes')) // => { x: { who: '007', hour: 18 }, y: 'yes', weight: 1 }
 * read(bytes('"Ann ""A""",,no')) // => { x: { who: 'Ann "A"', hour: null }, y: 'no', weight: 1 }
 * read(bytes('who,hour,late')) // => undefined
 * ```
 *
 * @see Shafranovich (2005), Common Format and MIME Type for Comma-Separated Values (CSV) Files, RFC 4180
 */
export function csv(options: CsvOptions = {}): Format<Example<CsvFields>> {
  const { delimiter, columns } = options
  const isDelimiter = delimiter === undefined || (/^[ -~\t]$/.test(delimiter) && delimiter !== '"')
  check(isDelimiter, 'delimiter', 'one character of ASCII, and no quote', delimiter)
  const roles = new FieldRoles(options)
  return {
    open(head, isAll) {
      const top = readHeader(head, isAll, columns === undefined, delimiter)
      if (top === undefined) return undefined
      return new OpenCsv(top, columnsOf(columns ?? top.names ?? [], roles), roles)
    },
  }
}

/** A CSV file whose header was read. */
class OpenCsv implements OpenFormat<Example<CsvFields>> {
  readonly top: { readonly bytes: number; readonly lines: number }
  readonly delimiter: number
  readonly #top: CsvTop
  readonly #columns: readonly Column[]
  readonly #roles: FieldRoles
  /** How many cells a record has at least: trailing columns without a name may be left out. */
  readonly #least: number
  readonly read: (record: Uint8Array) => Example<CsvFields> | undefined

  constructor(top: CsvTop, columns: readonly Column[], roles: FieldRoles) {
    this.top = { bytes: top.bytes, lines: top.lines }
    this.delimiter = delimiterByte(top.delimiter)
    this.#top = top
    this.#columns = columns
    this.#roles = roles
    this.#least = columns.findLastIndex(({ name }) => name !== '') + 1
    this.read = (record) => this.#read(decodeLine(record))
  }

  #read(record: string): Example<CsvFields> | undefined {
    const { header, delimiter } = this.#top
    if (record.length === header.length && record === header && header !== '') return undefined
    if (record === `sep=${delimiter}`) return undefined
    const columns = this.#columns
    const { cells, quoted } = this.#cells(record)
    const x: Record<string, Label | null> = {}
    let y: Label | undefined
    let weight = 1
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as Column
      if (column.role === 'ignore') continue
      const value = this.#value(cells[i] ?? '', quoted?.[i] === true, column)
      if (column.role === 'label') y = value ?? undefined
      else if (column.role === 'weight') weight = weightOf(column.name, value)
      else setField(x, column.name, value)
    }
    return { x, y, weight }
  }

  #cells(record: string): Cells {
    const split = splitCells(record, this.#top.delimiter)
    // Two stray quotes, lines apart, would make one cell of all between them: where a cell has line breaks its quotes have to be right.
    if (split.isOdd === true && record.includes('\n')) throw new InvalidEvent('a quote is not closed')
    const n = this.#columns.length
    const { length } = split.cells
    const isWhole = length <= n ? length >= this.#least : split.cells.slice(n).every((cell) => cell.trim() === '')
    if (!isWhole) {
      throw new InvalidEvent(`the record should have ${n} cells as the header has, but has ${length}`)
    }
    return split
  }

  #value(written: string, isQuoted: boolean, { name, role, type }: Column): Label | null {
    const cell = isQuoted ? written : written.trim()
    if (cell === '' || this.#roles.isMissing(cell)) return null
    if (type === 'number' || role === 'weight') return numberOf(name, cell)
    if (isQuoted || type === 'text') return cell
    if (isNumber(cell)) return Number(cell)
    return cell === 'true' || cell === 'false' ? cell === 'true' : cell
  }
}
