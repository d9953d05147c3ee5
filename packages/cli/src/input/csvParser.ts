import { InvalidEvent, type Label } from '@rivulet/core'
import Papa from 'papaparse'
import { OptionError } from '../command/optionError.ts'
import { type Labelled, labelled } from './labelled.ts'

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i

/**
 * Makes a function that reads a record of CSV below its header, as RFC 4180 has it: commas, and quotes where a cell has commas, quotes
 * or line breaks in it. Tabs, semicolons and bars serve as well, if the header has them. A cell that reads as a decimal number, true or false
 * is that; an empty cell is missing.
 *
 * @param label - the column that is the label
 * @throws InvalidEvent from that function for a record that does not fit
 * @throws OptionError from that function for a header that has a column twice, or lacks that of the label
 */
export function csvParser(label: string): (record: string, header: string) => Labelled {
  let parser = new Papa.Parser({})
  const cellsOf = (record: string): readonly string[] => {
    const { data, errors } = parser.parse(record, 0, false)
    if (errors.length > 0) throw new InvalidEvent(`the record is no CSV: ${errors[0].message}`)
    if (data.length > 1) throw new InvalidEvent('the record is no CSV: a quote stands within a cell')
    return data[0] ?? ['']
  }
  let known: { readonly header: string; readonly columns: readonly string[] } | undefined
  return (record, header) => {
    if (known?.header !== header) {
      parser = new Papa.Parser({ delimiter: Papa.parse(header).meta.delimiter, newline: '\n' })
      known = { header, columns: checkColumns(cellsOf(header), label) }
    }
    const { columns } = known
    const cells = cellsOf(record)
    if (cells.length !== columns.length) {
      throw new InvalidEvent(
        `the record should have ${columns.length} cells as the header has, but has ${cells.length}`,
      )
    }
    // Without a prototype, so that a column may have any name.
    const event: Record<string, Label | null> = Object.create(null)
    for (const [i, column] of columns.entries()) event[column] = cellValue(cells[i] as string, column)
    return labelled(event, label)
  }
}

function checkColumns(columns: readonly string[], label: string): readonly string[] {
  const twice = columns.find((column, i) => columns.indexOf(column) < i)
  if (twice !== undefined) throw new OptionError(`the header has the column ${JSON.stringify(twice)} twice`)
  if (!columns.includes(label)) {
    throw new OptionError(`--label should be a column of the header, ${shorten(columns.join(', '))}, but is ${label}`)
  }
  return columns
}

function cellValue(cell: string, column: string): Label | null {
  if (cell === '') return null
  if (cell === 'true' || cell === 'false') return cell === 'true'
  if (!NUMBER.test(cell)) return cell
  const number = Number(cell)
  if (!Number.isFinite(number)) throw new InvalidEvent(`${shorten(column)} should be finite, but is ${shorten(cell)}`)
  return number
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
