import { count, nats, percent, significant, streamClock } from './format.ts'
import type { Progress } from './messages.ts'
import type { About } from './streams/stream.ts'

type Column = readonly [title: string, width: number, cell: (progress: Progress) => string]

/** The progress table of a terminal: its head, and its rows. */
export function table({ time }: Pick<About, 'time'>): { head: string; row: (progress: Progress) => string } {
  const columns: readonly Column[] = [
    ['events', 9, ({ events }) => count(events)],
    ['stream clock', { calendar: 16, beat: 12, live: 19 }[time], ({ clock }) => streamClock(clock, time)],
    ['accuracy', 8, ({ accuracy }) => percent(accuracy)],
    ['± 95 %', 6, ({ low, high }) => (100 * ((high - low) / 2)).toFixed(2)],
    ['window', 8, ({ windowAccuracy }) => percent(windowAccuracy)],
    ['majority', 8, ({ majority }) => percent(majority)],
    ['last label', 10, ({ lastLabel }) => percent(lastLabel)],
    ['cross-ent.', 10, ({ crossEntropy }) => nats(crossEntropy)],
    ['KL', 7, ({ kl }) => significant(kl)],
    ['η', 7, ({ eta }) => significant(eta)],
    ['events/s', 8, ({ eventsPerSecond }) => count(eventsPerSecond)],
  ]
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => cell.padStart(columns[i]?.[1] ?? 0)).join('  ')
  return {
    head: line(columns.map(([title]) => title)),
    row: (progress) => line(columns.map(([, , cell]) => cell(progress))),
  }
}
