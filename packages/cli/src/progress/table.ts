import { count, nats, percent, significant } from './format.ts'
import type { Progress } from './progress.ts'

/** A column of the table: its title, its width in characters, and its cell in a row. */
export type Column<P extends Progress = Progress> = readonly [
  title: string,
  width: number,
  cell: (progress: P) => string,
]

/** The progress table of a terminal: its head, and its rows. */
export interface Table<P extends Progress = Progress> {
  readonly head: string
  readonly row: (progress: P) => string
}

const COLUMNS: readonly Column[] = [
  ['accuracy', 8, ({ accuracy }) => percent(accuracy)],
  ['± 95 %', 6, ({ low, high }) => (low <= high ? (100 * ((high - low) / 2)).toFixed(2) : '–')],
  ['window', 8, ({ windowAccuracy }) => percent(windowAccuracy)],
  ['majority', 8, ({ majority }) => percent(majority)],
  ['last label', 10, ({ lastLabel }) => percent(lastLabel)],
  ['cross-ent.', 10, ({ crossEntropy }) => nats(crossEntropy)],
  ['bias', 7, ({ frequencyBias }) => significant(frequencyBias)],
  ['η', 7, ({ eta }) => significant(eta)],
  ['events/s', 9, ({ eventsPerSecond }) => count(eventsPerSecond)],
]

/**
 * Makes the progress table: how many events, then `more`, then the accuracy with what it should be compared with.
 *
 * @param more - columns that only this run has
 *
 * @example
 * ```ts
 * import { table } from '@rivulet/cli/progress'
 *
 * const { head } = table([['refused', 7, ({ rejected }) => String(rejected)]])
 * head.startsWith('    events  refused  accuracy') // => true
 * ```
 */
export function table<P extends Progress = Progress>(more: readonly Column<P>[] = []): Table<P> {
  const columns: readonly Column<P>[] = [['events', 10, ({ events }) => count(events)], ...more, ...COLUMNS]
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => cell.padStart(columns[i]?.[1] ?? 0)).join('  ')
  return {
    head: line(columns.map(([title]) => title)),
    row: (progress) => line(columns.map(([, , cell]) => cell(progress))),
  }
}
