import { wilson } from '@rivulet/metrics'
import type { Metrics } from './learning.ts'

/** Where the training stands. NaN is null, as JSON has it. */
export interface Standing {
  readonly events: number
  readonly rejected: number
  readonly accuracy: number | null
  readonly crossEntropy: number | null
  readonly majority: number | null
  readonly lastLabel: number | null
}

/** Reads the metrics. */
export function standing(metrics: Metrics, events: number, rejected: number): Standing {
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value)
  return {
    events,
    rejected,
    accuracy: known(metrics.accuracy.value),
    crossEntropy: known(metrics.crossEntropy.value),
    majority: known(metrics.majority.value),
    lastLabel: known(metrics.lastLabel.value),
  }
}

const COLUMNS: readonly (readonly [title: string, width: number])[] = [
  ['events', 11],
  ['accuracy', 9],
  ['± 95 %', 7],
  ['window', 9],
  ['majority', 9],
  ['last label', 10],
  ['cross-ent.', 10],
  ['events/s', 9],
]

/** The head of the progress table. */
export const HEAD: string = line(COLUMNS.map(([title]) => title))

/** A row of the progress table. */
export function row(
  { accuracy, window, majority, lastLabel, crossEntropy }: Metrics,
  events: number,
  perSecond: number,
): string {
  const { low, high } = wilson(Math.round(accuracy.value * events), events)
  return line([
    events.toLocaleString('en-US'),
    percent(accuracy.value),
    (50 * (high - low)).toFixed(2),
    percent(window.value),
    percent(majority.value),
    percent(lastLabel.value),
    Number.isNaN(crossEntropy.value) ? '–' : crossEntropy.value.toFixed(4),
    Math.round(perSecond).toLocaleString('en-US'),
  ])
}

function line(cells: readonly string[]): string {
  return cells.map((cell, i) => cell.padStart(COLUMNS[i]?.[1] ?? 0)).join('  ')
}

function percent(value: number): string {
  return Number.isNaN(value) ? '–' : `${(100 * value).toFixed(2)} %`
}
