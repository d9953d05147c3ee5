import { InvalidEvent } from '@rivulet/core'
import Papa from 'papaparse'

/** The columns of a CSV text. */
export interface Columns {
  readonly names: readonly string[]
  readonly delimiter: string
}

/**
 * Reads the header of a CSV text, and from it which delimiter the text has.
 *
 * @throws Error if two columns have one name, or one is called `__proto__`
 */
export function readHeader(header: string): Columns {
  const { data, meta } = Papa.parse<string[]>(header)
  const names = data[0] ?? []
  const twice = names.find((name, i) => names.indexOf(name) !== i || name === '__proto__')
  if (twice !== undefined)
    throw new Error(`the columns of a CSV file should have distinct names, but one is ${JSON.stringify(twice)}`)
  return { names, delimiter: meta.delimiter }
}

/**
 * Reads one record: numbers and booleans become such, and an empty cell is no field.
 *
 * @throws InvalidEvent if the record has other columns than the header, or bad quotes
 */
export function readRecord(record: string, { names, delimiter }: Columns): object {
  const { data, errors } = Papa.parse<string[]>(record, { delimiter })
  const [error] = errors
  if (error !== undefined) throw new InvalidEvent(`the record is no CSV: ${error.message}`)
  const cells = data[0] ?? []
  if (data.length !== 1 || cells.length !== names.length) {
    throw new InvalidEvent(`the record should have ${names.length} cells, but has ${cells.length}`)
  }
  const fields: [string, unknown][] = []
  for (const [i, cell] of cells.entries()) if (cell !== '') fields.push([names[i] as string, toValue(cell)])
  return Object.fromEntries(fields)
}

function toValue(cell: string): string | number | boolean {
  if (cell === 'true' || cell === 'false') return cell === 'true'
  const number = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(cell) ? Number(cell) : Number.NaN
  return Number.isFinite(number) ? number : cell
}
