import type { DriftRow } from './judge.ts'

/** The rows of one stream, for people. */
export function driftTable(rows: readonly DriftRow[]): string {
  const { stream, events, changes } = rows[0] as DriftRow
  return [
    `${stream}: ${events.toLocaleString('en-US')} events, ${changes} changes`,
    line('', 'found', 'mean delay', 'false', 'harm'),
    ...rows.map(({ detector, detected, meanDelay, falseAlarms, harm }) =>
      line(
        detector,
        String(detected),
        meanDelay === null ? '' : meanDelay.toFixed(0),
        String(falseAlarms),
        harm.toFixed(1),
      ),
    ),
    '',
  ].join('\n')
}

function line(detector: string, ...numbers: readonly string[]): string {
  return `  ${detector.padEnd(14)}${numbers.map((number) => number.padStart(12)).join('')}`.trimEnd()
}
