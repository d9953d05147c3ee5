import { count, percent, significant } from '@rivulet/cli/progress'
import { points, streamClock } from '../format.ts'
import type { Progress } from '../messages.ts'
import type { About } from '../streams/stream.ts'

/** A column of the table: its title, its width, its cell in a row, and what it says. */
type Column = readonly [title: string, width: number, cell: (progress: Progress) => string, meaning: string]

/** The progress table of a terminal, no wider than 80 characters. */
export interface StreamTable {
  /** What the columns say, a line each. */
  readonly legend: readonly string[]
  readonly head: string
  row(progress: Progress): string
}

/** Makes the table of a stream. */
export function streamTable({ time, window }: Pick<About, 'time' | 'window'>): StreamTable {
  const columns = columnsOf(time, window)
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => cell.padStart(columns[i]?.[1] ?? 0)).join('  ')
  return {
    legend: columns.map(([title, , , meaning]) => `  ${title.padEnd(12)} ${meaning}`),
    head: line(columns.map(([title]) => title)),
    row: (progress) => line(columns.map(([, , cell]) => cell(progress))),
  }
}

function columnsOf(time: About['time'], window: number): readonly Column[] {
  const width = { calendar: 11, beat: 8, live: 8 }[time]
  return [
    ['events', 9, ({ events }) => count(events), 'predicted, then scored, then learned; it starts from nothing'],
    ['clock', width, ({ clock }) => streamClock(clock, time).slice(-width), 'when that was, in the time of the stream'],
    ['right', 7, ({ accuracy }) => percent(accuracy, 1), 'how many predictions were right'],
    ['more', 13, gain, 'points more than always guessing the most frequent label, ± 95 %'],
    ['last', 7, ({ windowAccuracy }) => percent(windowAccuracy, 1), `right among the last ${count(window)}`],
    ['surprise', 8, surprise, 'how much less the labels surprise the model than who only counts them'],
    ['alarms', 6, ({ drifts }) => count(drifts), 'times that errors became more frequent'],
    ['a second', 8, ({ eventsPerSecond }) => compact(eventsPerSecond), 'events learned'],
  ]
}

/** Points more than the majority, with half the width of their interval. */
function gain({ accuracy, majority, gainLow, gainHigh }: Progress): string {
  const half = 50 * (gainHigh - gainLow)
  return `${points(accuracy - majority, 1)} ±${(half < 100 ? half.toFixed(1) : '–').padStart(5)}`
}

/** −12 %: 1 − cross-entropy / that of the frequencies. */
function surprise({ crossEntropy, frequencies }: Progress): string {
  const less = 1 - crossEntropy / frequencies
  return Number.isFinite(less) ? `${less < 0 ? '+' : '−'}${Math.abs(100 * less).toFixed(1)} %` : '–'
}

/** As long as eight characters: 1,234,567 is 1.2e+6. */
function compact(n: number): string {
  return n < 1e6 ? count(n) : significant(n)
}
