import { show } from '@rivulet/core'
import { count, nats, percent } from '../progress/index.ts'
import type { Between, Tested } from './tested.ts'

/** So many classes are in the confusion matrix that is printed. */
const MATRIX = 10

/** The figures of a test as people read them. */
export function formatTested(tested: Tested): string {
  const { events, refused, passedOver, accuracy, aboveMajority, aboveLastLabel, crossEntropy, aboveDistribution } =
    tested
  const points = ({ value, low, high }: Between): string =>
    `${signed(100 * value)} points (${signed(100 * low)} to ${signed(100 * high)})`
  const lines: [string, string][] = [
    [
      'events',
      `${count(events)}${refused > 0 ? `, ${count(refused)} refused` : ''}${passedOver > 0 ? `, ${count(passedOver)} passed over` : ''}`,
    ],
    ['accuracy', `${percent(accuracy.value)} (${percent(accuracy.low)} to ${percent(accuracy.high)})`],
    ['  above the majority', points(aboveMajority)],
    ['  above the last label', points(aboveLastLabel)],
    ['cross-entropy', `${nats(crossEntropy.value)} nats (${nats(crossEntropy.low)} to ${nats(crossEntropy.high)})`],
    ['  entropy of the labels', nats(tested.labelEntropy)],
    [
      '  above the frequencies',
      `${signed(aboveDistribution.value, 4)} (${signed(aboveDistribution.low, 4)} to ${signed(aboveDistribution.high, 4)})`,
    ],
    ['balanced accuracy', percent(tested.balancedAccuracy)],
    ["Cohen's kappa", figure(tested.kappa)],
    ['Matthews correlation', figure(tested.matthews)],
    ['Brier score', figure(tested.brier)],
    ['calibration error', figure(tested.calibrationError)],
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  return [
    ...lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    '',
    ...classLines(tested),
    '',
    ...matrixLines(tested),
    '',
    ...calibrationLines(tested),
    '',
    'Intervals hold in 95 of 100 cases, errors in runs allowed for.',
  ].join('\n')
}

function classLines({ classes }: Tested): string[] {
  const head = ['class', 'events', 'precision', 'recall', 'AUC']
  const rows = classes.map(({ label, events, precision, recall, auc }) => [
    shown(label),
    count(events),
    percent(precision),
    percent(recall),
    figure(auc),
  ])
  return grid([head, ...rows])
}

function matrixLines({ confusion: { labels, rows } }: Tested): string[] {
  if (labels.length > MATRIX) return [`The confusion matrix of ${labels.length} classes is in --json.`]
  const head = ['was \\ predicted', ...labels.map(shown)]
  return grid([head, ...rows.map((row, i) => [shown(labels[i]), ...row.map((n) => count(n))])])
}

function calibrationLines({ calibration }: Tested): string[] {
  const rows = calibration.map(({ low, high, weight, predicted, happened }) => [
    `${percent(low, 0)} to ${percent(high, 0)}`,
    count(weight),
    percent(predicted),
    percent(happened),
  ])
  return grid([['predicted with', 'events', 'on average', 'was right'], ...rows])
}

/** Columns, the first to the left, the others to the right. */
function grid(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  )
}

function shown(label: unknown): string {
  const text = typeof label === 'string' ? label : show(label)
  return text.length > 20 ? `${text.slice(0, 19)}…` : text
}

function figure(x: number): string {
  return Number.isFinite(x) ? x.toFixed(4) : '–'
}

function signed(x: number, digits = 2): string {
  return Number.isFinite(x) ? `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(digits)}` : '–'
}
