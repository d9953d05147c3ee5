import { splitCells } from './splitCells.ts'

const CANDIDATES = [',', ';', '\t', '|'] as const

/** How many lines are looked at. */
const LINES = 20

/**
 * Guesses the delimiter of CSV from its first lines: the one by which most of them have as many cells as the first, then the one that gives the most
 * cells, then the one after which no blank stands: in `SKU (a, b);Name (1, or 2);Price` the semicolon.
 *
 * @param lines - the header and some lines below it
 */
export function guessDelimiter(lines: readonly string[]): string {
  const shown = lines.filter((line) => line.trim() !== '').slice(0, LINES)
  let best = { delimiter: ',', agree: -1, cells: 0, blanks: 0 }
  for (const delimiter of CANDIDATES) {
    const rows = shown.map((line) => splitCells(line, delimiter).cells)
    const cells = rows[0]?.length ?? 1
    if (cells < 2) continue
    const agree = rows.filter(({ length }) => length === cells).length / rows.length
    const blanks = (rows[0] ?? []).filter((cell) => cell.startsWith(' ')).length
    const better =
      agree !== best.agree ? agree > best.agree : blanks !== best.blanks ? blanks < best.blanks : cells > best.cells
    if (better) best = { delimiter, agree, cells, blanks }
  }
  return best.delimiter
}
