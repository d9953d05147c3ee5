import type { Events } from './events.ts'
import { type GeometricMean, REFERENCE } from './geometricMeans.ts'
import type { Row } from './row.ts'

/** The rows of one stream, for people. */
export function streamTable(events: Events, rows: readonly Row[]): string {
  const { stream, majority, lastLabel } = rows[0] as Row
  const size = `${count(events.size)} events, ${count(events.features)} features, ${count(events.classes().length)} classes`
  const lines = rows.map(({ learner, logLoss, accuracy, microseconds }) =>
    line(learner, logLoss.toFixed(4), accuracy.toFixed(4), microseconds.toFixed(2)),
  )
  return [
    `${stream}: ${size}; accuracy of the majority ${majority.toFixed(4)}, of the last label ${lastLabel.toFixed(4)}`,
    line('', 'log loss', 'accuracy', 'µs an event'),
    ...lines,
    '',
  ].join('\n')
}

/** The geometric means over all streams, for people. */
export function meansTable(means: readonly GeometricMean[]): string {
  if (means.length === 0)
    return `no geometric means: they are relative to ${REFERENCE}, which is not among the learners`
  return [
    `geometric mean of log loss relative to ${REFERENCE}`,
    ...means.map(({ learner, ratio }) => line(learner, ratio.toFixed(3))),
  ].join('\n')
}

function line(learner: string, ...numbers: readonly string[]): string {
  return `  ${learner.padEnd(24)}${numbers.map((number) => number.padStart(12)).join('')}`.trimEnd()
}

function count(n: number): string {
  return n.toLocaleString('en-US')
}
