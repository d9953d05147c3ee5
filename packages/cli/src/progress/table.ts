import { count, nats, percent } from './format.ts'
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
  ['lately', 8, ({ windowAccuracy }) => percent(windowAccuracy)],
  ['majority', 8, ({ majority }) => percent(majority)],
  ['last', 8, ({ lastLabel }) => percent(lastLabel)],
  ['log loss', 8, ({ crossEntropy }) => nats(crossEntropy)],
  ['entropy', 7, ({ labelEntropy }) => nats(labelEntropy)],
  ['events/s', 8, ({ eventsPerSecond }) => count(eventsPerSecond)],
]

/** What the columns are, for `--help`. */
export const LEGEND: string = [
  'events    learned so far, in all runs',
  'accuracy  predicted right, before the label was looked at; ± 95 % is half of its interval',
  'lately    the same of the last 1,000',
  'majority  what always guessing the most frequent label so far would have got right',
  'last      what guessing the label before would have got right',
  'log loss  the cross-entropy of the predictions, in nats: lower is better',
  'entropy   that of knowing only how often each label comes: a model should be below it',
].join('\n')

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
 * head.startsWith('   events refused accuracy') // => true
 * ```
 */
export function table<P extends Progress = Progress>(more: readonly Column<P>[] = []): Table<P> {
  const columns: readonly Column<P>[] = [['events', 9, ({ events }) => count(events)], ...more, ...COLUMNS]
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => cell.padStart(columns[i]?.[1] ?? 0)).join(' ')
  return {
    head: line(columns.map(([title]) => title)),
    row: (progress) => line(columns.map(([, , cell]) => cell(progress))),
  }
}
