/** The cells of a record, and which of them were quoted. */
export interface Cells {
  readonly cells: readonly string[]
  /** Whether each was between quotes; absent if none was. */
  readonly quoted?: readonly boolean[]
  /** Whether something stands between a closing quote and the delimiter after it. */
  readonly isOdd?: boolean
}

/**
 * Cuts a record of CSV into its cells.
 *
 * A quote opens a cell only at its very start, and within it two quotes are one; anywhere else it is a character like any other: `5 ft 6"` is a
 * cell. What stands between the closing quote and the delimiter belongs to the cell. So do Python's `csv` and Papa Parse read.
 *
 * @param delimiter - one character
 */
export function splitCells(record: string, delimiter: string): Cells {
  if (!record.includes('"')) return { cells: record.split(delimiter) }
  const cells: string[] = []
  const quoted: boolean[] = []
  let isOdd = false
  for (let i = 0; ; ) {
    const opens = record[i] === '"'
    let cell = ''
    if (opens) {
      const { text, end } = withinQuotes(record, i + 1)
      cell = text
      i = end
    }
    const found = record.indexOf(delimiter, i)
    const end = found < 0 ? record.length : found
    const rest = record.slice(i, end)
    if (opens && rest.trim() !== '') isOdd = true
    cells.push(opens ? (rest.trim() === '' ? cell : cell + rest) : rest)
    quoted.push(opens)
    if (found < 0) return { cells, quoted, isOdd }
    i = end + 1
  }
}

/** The text up to the closing quote, and where it goes on after that; a quote that is not closed ends with the record. */
function withinQuotes(record: string, start: number): { text: string; end: number } {
  let text = ''
  for (let from = start; ; ) {
    const quote = record.indexOf('"', from)
    if (quote < 0) return { text: text + record.slice(from), end: record.length }
    text += record.slice(from, quote)
    if (record[quote + 1] !== '"') return { text, end: quote + 1 }
    text += '"'
    from = quote + 2
  }
}
