import {
  checkWhole,
  InvalidEvent,
  isLabel,
  type Label,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
  show,
} from '@rivulet/core'
import { checkSaved, readLabels, writeLabels } from '@rivulet/core/snapshot'
import { ExactSum } from '../sum/exactSum.ts'
import { loadSums, saveSums } from '../sum/saveSums.ts'
import { MAX_LABELS } from './labelWeights.ts'

/** One class: how much of it came, and how much of it was predicted. */
export interface ClassRow<L extends Label> {
  readonly label: L
  readonly came: ExactSum
  readonly predicted: ExactSum
}

/** The rows of all classes that tickets have known, found without a look-up while tickets list the same classes. */
export class ClassTable<L extends Label> implements Stateful {
  readonly maxLabels: number
  #rows = new Map<L, ClassRow<L>>()
  #last: ClassRow<L>[] = []
  // Their labels, side by side, so that comparing reads one array.
  #lastLabels: readonly L[] = []

  /** @param maxLabels - the most classes */
  constructor(maxLabels: number = MAX_LABELS) {
    checkWhole('maxLabels', maxLabels, 1)
    this.maxLabels = maxLabels
  }

  /**
   * One row for each label, in their order; valid until the next call.
   *
   * @throws InvalidEvent for what is no label, and beyond `maxLabels`; nothing has changed then
   */
  rows(labels: readonly L[]): readonly ClassRow<L>[] {
    const last = this.#lastLabels
    const classes = labels.length
    if (last.length !== classes) return this.#admit(labels)
    // Compared by content: a ticket's list must not be kept, and may be another array with the same labels.
    for (let k = 0; k < classes; k++) if (last[k] !== labels[k]) return this.#admit(labels)
    return this.#last
  }

  /** The row of one label, if it has one. */
  row(y: L): ClassRow<L> | undefined {
    return this.#rows.get(y)
  }

  /** All rows, in the order in which their labels came. */
  all(): IterableIterator<ClassRow<L>> {
    return this.#rows.values()
  }

  /** Multiplies all weights by a power of two. */
  fade(powerOfTwo: number): void {
    for (const row of this.#rows.values()) {
      row.came.scale(powerOfTwo)
      row.predicted.scale(powerOfTwo)
    }
  }

  /** What came and what was predicted of each class. */
  weights(): [number, number][] {
    return Array.from(this.#rows.values(), ({ came, predicted }) => [came.value, predicted.value])
  }

  /** Adds the rows of the other. */
  merge(other: ClassTable<L>): void {
    const theirs = [...other.#rows.values()]
    const ours = this.rows(theirs.map(({ label }) => label))
    for (const [k, { came, predicted }] of theirs.entries()) {
      ours[k]?.came.merge(came)
      ours[k]?.predicted.merge(predicted)
    }
  }

  /** Writes the labels as JSON, which keeps their types, and their sums. */
  save(to: SnapshotWriter): void {
    const rows = [...this.#rows.values()]
    writeLabels(
      to,
      'labels',
      rows.map(({ label }) => label),
    )
    saveSums(
      to,
      'classes',
      rows.flatMap(({ came, predicted }) => [came, predicted]),
    )
  }

  /** Restores labels and sums. */
  load(from: SnapshotReader): void {
    const labels = readLabels(from, 'labels') as L[]
    const sums = loadSums(from, 'classes', 2 * labels.length)
    checkSaved(labels.length <= this.maxLabels, 'labels', `at most ${this.maxLabels} (the cap)`, labels.length)
    this.#rows = new Map(
      labels.map((label, k) => [
        label,
        { label, came: sums[2 * k] as ExactSum, predicted: sums[2 * k + 1] as ExactSum },
      ]),
    )
    this.#last = []
    this.#lastLabels = []
  }

  #admit(labels: readonly L[]): readonly ClassRow<L>[] {
    const added = labels.filter((y) => !this.#rows.has(y))
    for (const y of added) {
      if (!isLabel(y))
        throw new InvalidEvent(`a label should be a string, a finite number or a boolean, but is ${show(y)}`)
    }
    if (this.#rows.size + added.length > this.maxLabels) {
      // A window may hold nothing more of some.
      const empty = [...this.#rows.values()].filter(
        ({ label, came, predicted }) => came.zero && predicted.zero && !labels.includes(label),
      )
      if (this.#rows.size - empty.length + added.length <= this.maxLabels) {
        for (const { label } of empty) this.#rows.delete(label)
        return this.#admit(labels)
      }
      throw new InvalidEvent(
        `there should be at most ${this.maxLabels} classes (the option maxLabels), but ${show(added[0])} is one more`,
      )
    }
    for (const y of added) this.#add(y)
    this.#last = labels.map((y) => this.#rows.get(y) as ClassRow<L>)
    this.#lastLabels = this.#last.map(({ label }) => label)
    return this.#last
  }

  #add(y: L): void {
    const label = y === 0 ? (0 as L) : y
    this.#rows.set(label, { label, came: new ExactSum(), predicted: new ExactSum() })
  }
}
