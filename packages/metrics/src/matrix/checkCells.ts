import { checkSaved } from '@rivulet/core/snapshot'
import { checkAgrees } from '../sum/saveSums.ts'

/** The sums that the cells of a matrix should add up to. */
export interface CellSums {
  /** What came and what was predicted of each class. */
  readonly weights: readonly (readonly [came: number, predicted: number])[]
  readonly correct: number
  readonly total: number
}

/**
 * Refuses the cells of a saved matrix that do not add up: of a class no more came than its row says, just so much was predicted as
 * its column has, the diagonal is what was correct, and what came of all classes is all.
 *
 * @param at - the two classes of every cell, side by side
 * @param cells - its weight
 * @throws InvalidSnapshot if they do not
 */
export function checkCells(
  at: ArrayLike<number>,
  cells: readonly number[],
  { weights, correct, total }: CellSums,
): void {
  const rows = weights.map(() => 0)
  const columns = weights.map(() => 0)
  const seen = new Set<number>()
  let diagonal = 0
  for (const [i, cell] of cells.entries()) {
    const [y, label] = [at[2 * i] as number, at[2 * i + 1] as number]
    seen.add(y * weights.length + label)
    rows[y] = (rows[y] as number) + cell
    columns[label] = (columns[label] as number) + cell
    if (y === label) diagonal += cell
  }
  checkSaved(seen.size === cells.length, 'cells.at', 'distinct', cells.length)
  for (const [k, [came, predicted]] of weights.entries()) {
    const row = rows[k] as number
    checkSaved(row <= came * (1 + 1e-5), `row ${k} of the cells`, `at most ${came}, what came of the class`, row)
    checkAgrees(columns[k] as number, predicted, `column ${k} of the cells`, 'what was predicted of the class')
  }
  checkAgrees(diagonal, correct, 'the diagonal', 'what was correct')
  const came = weights.reduce((sum, [weight]) => sum + weight, 0)
  checkAgrees(came, total, 'what came', 'the weight of all events')
}
