import type { Label } from '@rivulet/core'
import type { ConfusionMatrix } from '@rivulet/metrics'

/** A confusion matrix as the page shows it: row by row the true class, column by column the predicted one. */
export interface Confusion {
  readonly labels: readonly string[]
  readonly counts: readonly (readonly number[])[]
  /** All events of each true class, also those predicted as a class that is not shown. */
  readonly came: readonly number[]
  /** How many rarer classes are not shown. */
  readonly hidden: number
}

/** The matrix of the most frequent classes; up to `most`, in the order of the labels. */
export function confusionOf(matrix: ConfusionMatrix, most: number = 12): Confusion {
  const classes = [...matrix.classes()]
  const frequent = classes.toSorted((a, b) => b.came - a.came).slice(0, most)
  const shown = frequent.toSorted((a, b) => order(a.label, b.label))
  return {
    labels: shown.map(({ label }) => String(label)),
    counts: shown.map(({ label: y }) => shown.map(({ label }) => matrix.weightOf(y, label))),
    came: shown.map(({ came }) => came),
    hidden: classes.length - shown.length,
  }
}

function order(a: Label, b: Label): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : 1
}
