import { checkColumns, finite, type NumberRange, readArray, readDistinct } from '../snapshot/index.ts'
import type { SnapshotReader, SnapshotWriter } from '../vocabulary.ts'
import type { RowLayout } from './rowLayout.ts'

/** What the numbers of a row may be, one after the other; one range is that of all. */
export type Ranges = readonly NumberRange[]

/** Any finite numbers. */
export const ANY: Ranges = [finite]

/** Rows without what is spare, as a snapshot has them. */
export interface SavedRows {
  readonly rows: Float64Array
  readonly marked: Float64Array
}

/** Writes features, their rows, and the marks if they have some. */
export function writeRows(
  to: SnapshotWriter,
  features: readonly number[],
  { rows, marked }: SavedRows,
  { marks }: RowLayout,
): void {
  to.array('features', features, 'U32')
  to.array('rows', rows)
  if (marks > 0) to.array('marks', marked)
}

/**
 * Reads what was written.
 *
 * @param scores - how many scores a block has
 * @param bias - whether the bias has a row
 * @param limit - features are below it
 * @param columns - what the numbers of a row may be
 * @param marking - what its marks may be
 * @throws InvalidSnapshot if they are otherwise
 */
export function readRows(
  from: SnapshotReader,
  { blocks, marks }: RowLayout,
  scores: number,
  bias: boolean,
  limit: number,
  columns: Ranges,
  marking: Ranges,
): SavedRows & { readonly features: Uint32Array } {
  const features = readDistinct(from, 'features', limit)
  const count = features.length + (bias ? 1 : 0)
  const rows = readArray(from, 'rows', 'F64', count * blocks * scores)
  const marked = marks > 0 ? readArray(from, 'marks', 'F64', count * marks) : new Float64Array(0)
  checkColumns(rows, 'rows', columns)
  checkColumns(marked, 'marks', marking)
  return { features, rows, marked }
}
