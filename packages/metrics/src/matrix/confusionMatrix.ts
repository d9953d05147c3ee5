import type { Label, Prediction, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { checkSaved, readArray, whole } from '@rivulet/core/snapshot'
import { type ClassRow, ClassTable } from '../distribution/classTable.ts'
import { type MaxLabelsOptions, maxLabelsOf } from '../distribution/maxLabels.ts'
import type { Interval } from '../interval/interval.ts'
import { ReversibleMetric } from '../reversibleMetric.ts'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'
import { checkCells } from './checkCells.ts'

/** The most classes unless told: their pairs are many. */
const MAX_LABELS = 1000

/** A cell with its row and its column. */
interface Hot<L extends Label> {
  readonly row: ClassRow<L>
  readonly column: ClassRow<L>
  readonly cell: ExactSum
}

/**
 * How often each label came with each prediction: n_jk is the weight of the events with label j predicted as k.
 *
 * Its number, as a metric, is the accuracy: the share on the diagonal. Only cells that occur take memory. An event
 * predicted before any class was known is in its label's row, in no column.
 *
 * @example
 * ```ts
 * import { ConfusionMatrix } from '@rivulet/metrics'
 *
 * const matrix = new ConfusionMatrix()
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['ham', 'ham', 'spam', 'ham']) matrix.update(y, ticket)
 * matrix.labels // => ['ham', 'spam']
 * matrix.weightOf('spam', 'ham') // => 1
 * matrix.value // => 0.75
 * ```
 */
export class ConfusionMatrix<L extends Label = Label> extends ReversibleMetric<L> {
  override readonly range: Interval = { low: 0, high: 1 }
  override readonly proportion: boolean = true
  readonly #classes: ClassTable<L>
  #cells = new Map<L, Map<L, ExactSum>>()
  // The cell that was counted last: on most streams one has most of the events.
  #hot: Hot<L> | undefined
  #correct = new ExactSum()
  #total = new ExactSum()

  /** @param options - `maxLabels`, default 1,000 */
  constructor(options: MaxLabelsOptions = {}) {
    super()
    this.#classes = new ClassTable(maxLabelsOf('ConfusionMatrix', options) ?? MAX_LABELS)
  }

  /** The classes that came or were predicted, in the order in which they were first seen. */
  get labels(): L[] {
    return Array.from(this.classes(), ({ label }) => label)
  }

  /** The weight of the events with this label that were predicted as that one. */
  weightOf(y: L, predicted: L): number {
    return this.#cells.get(y)?.get(predicted)?.value ?? 0
  }

  /** For each class: how much of it came, how much was predicted, and how much of both at once. */
  *classes(): IterableIterator<{ label: L; came: number; predicted: number; hits: number }> {
    for (const { label, came, predicted } of this.#classes.all()) {
      if (came.zero && predicted.zero) continue
      yield { label, came: came.value, predicted: predicted.value, hits: this.weightOf(label, label) }
    }
  }

  /** The weight of the events predicted right. */
  get correct(): number {
    return this.#correct.value
  }

  /** The weight of all events. */
  get total(): number {
    return this.#total.value
  }

  /** The accuracy; NaN before the first event. */
  override get value(): number {
    return this.correct / this.total
  }

  /** Takes the other's events in. */
  override merge(other: this): void {
    this.#hot = undefined
    this.#classes.merge(other.#classes)
    for (const [y, row] of other.#cells) for (const [label, sum] of row) this.#cell(y, label).merge(sum)
    this.#correct.merge(other.#correct)
    this.#total.merge(other.#total)
  }

  /** Makes all events so far weigh less. */
  override fade(powerOfTwo: number): void {
    this.#classes.fade(powerOfTwo)
    for (const row of this.#cells.values()) for (const sum of row.values()) sum.scale(powerOfTwo)
    this.#correct.scale(powerOfTwo)
    this.#total.scale(powerOfTwo)
  }

  /** Writes classes and cells. */
  override save(to: SnapshotWriter): void {
    this.#classes.save(to)
    const index = new Map(Array.from(this.#classes.all(), ({ label }, k) => [label, k]))
    const cells = [...this.#cells].flatMap(([y, row]) => [...row].map(([label, sum]) => ({ y, label, sum })))
    to.array(
      'cells.at',
      cells.flatMap(({ y, label }) => [index.get(y) as number, index.get(label) as number]),
      'U32',
    )
    saveSums(to, 'cells', [...cells.map(({ sum }) => sum), this.#correct, this.#total])
  }

  /** Restores them. */
  override load(from: SnapshotReader): void {
    const classes = new ClassTable<L>(this.#classes.maxLabels)
    classes.load(from)
    const labels = Array.from(classes.all(), ({ label }) => label)
    const at = readArray(from, 'cells.at', 'U32', undefined, whole(0, labels.length - 1))
    const sums = loadSums(from, 'cells', Math.ceil(at.length / 2) + 2)
    const [correct, total] = sums.splice(-2) as [ExactSum, ExactSum]
    checkSaved(at.length === 2 * sums.length, 'cells.at', 'a pair of classes for each cell', at.length)
    checkCells(
      at,
      sums.map(({ value }) => value),
      { weights: classes.weights(), correct: correct.value, total: total.value },
    )
    this.#classes.load(from)
    this.#cells = new Map()
    this.#hot = undefined
    for (const [i, sum] of sums.entries()) {
      this.#cell(labels[at[2 * i] as number] as L, labels[at[2 * i + 1] as number] as L).merge(sum)
    }
    this.#correct = correct
    this.#total = total
  }

  protected override count(y: L, { label }: Prediction<L>, weight: number): void {
    const hot = this.#hot
    if (hot === undefined || hot.row.label !== y || hot.column.label !== label || weight < 0) {
      this.#countAny(y, label, weight)
      return
    }
    hot.row.came.add(weight)
    this.#total.add(weight)
    hot.column.predicted.add(weight)
    hot.cell.add(weight)
    if (hot.row === hot.column) this.#correct.add(weight)
  }

  #countAny(y: L, label: L | undefined, weight: number): void {
    this.#hot = undefined
    const classes = this.#classes
    let row = classes.row(y)
    let column = label === undefined ? undefined : classes.row(label)
    if (row === undefined || (label !== undefined && column === undefined)) {
      const added = classes.rows(label === undefined || label === y ? [y] : [y, label])
      row = added[0] as ClassRow<L>
      column = label === undefined ? undefined : label === y ? row : added[1]
    }
    row.came.add(weight)
    this.#total.add(weight)
    if (column === undefined) return
    column.predicted.add(weight)
    const cell = this.#cell(row.label, column.label)
    cell.add(weight)
    if (weight < 0 && cell.zero) this.#cells.get(row.label)?.delete(column.label)
    else this.#hot = { row, column, cell }
    if (row === column) this.#correct.add(weight)
  }

  #cell(y: L, label: L): ExactSum {
    let row = this.#cells.get(y)
    if (row === undefined) {
      row = new Map()
      this.#cells.set(y, row)
    }
    let sum = row.get(label)
    if (sum === undefined) {
      sum = new ExactSum()
      row.set(label, sum)
    }
    return sum
  }
}
