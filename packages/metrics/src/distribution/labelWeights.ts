import {
  check,
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

/** The most labels that a metric keeps apart by default. */
export const MAX_LABELS: number = 10_000

/**
 * How much weight each label has, exactly. `0`, `'0'` and `false` are three labels. A label whose weight comes back to 0
 * is forgotten, so that a window over labels that come and go stays as small as the window.
 */
export class LabelWeights<L extends Label = Label> implements Stateful {
  readonly maxLabels: number
  #sums = new Map<L, ExactSum>()

  /** @param maxLabels - the most labels kept at once, so that a field of free text taken for a label cannot fill the memory */
  constructor(maxLabels: number = MAX_LABELS) {
    checkWhole('maxLabels', maxLabels, 1)
    this.maxLabels = maxLabels
  }

  /** How many labels have a weight. */
  get size(): number {
    return this.#sums.size
  }

  /** The weight of one label. */
  of(y: L): number {
    return this.#sums.get(y)?.value ?? 0
  }

  /** The labels with their weights, in the order in which they came. */
  *entries(): IterableIterator<[L, number]> {
    for (const [y, sum] of this.#sums) yield [y, sum.value]
  }

  /**
   * Adds to the weight of a label.
   *
   * @throws InvalidEvent for what is no label, and for a new one when there are `maxLabels` already
   */
  add(y: L, weight: number): void {
    if (weight === 0) return
    const sum = this.#sums.get(y) ?? this.#admit(y)
    sum.add(weight)
    if (weight < 0 && sum.zero) this.#sums.delete(y)
  }

  /** Multiplies all weights by a power of two; a label whose weight becomes 0 is forgotten. */
  fade(powerOfTwo: number): void {
    for (const [y, sum] of this.#sums) {
      sum.scale(powerOfTwo)
      if (sum.zero) this.#sums.delete(y)
    }
  }

  /** Adds the weights of the other. */
  merge(other: LabelWeights<L>): void {
    const added = [...other.#sums.keys()].filter((y) => !this.#sums.has(y)).length
    check(
      this.size + added <= this.maxLabels,
      'the labels of both',
      `at most ${this.maxLabels} (the option maxLabels)`,
      this.size + added,
    )
    for (const [y, sum] of [...other.#sums]) (this.#sums.get(y) ?? this.#admit(y)).merge(sum)
  }

  /** Writes the labels as JSON, which keeps their types, and their weights. */
  save(to: SnapshotWriter): void {
    writeLabels(to, 'labels', [...this.#sums.keys()])
    saveSums(to, 'weights', [...this.#sums.values()])
  }

  /** Restores labels and weights. */
  load(from: SnapshotReader): void {
    const labels = readLabels(from, 'labels') as L[]
    const sums = loadSums(from, 'weights', labels.length)
    checkSaved(labels.length <= this.maxLabels, 'labels', `at most ${this.maxLabels} (the cap)`, labels.length)
    checkSaved(!sums.some((sum) => sum.zero), 'weights', '> 0', 0)
    this.#sums = new Map(labels.map((y, k) => [y, sums[k] as ExactSum]))
  }

  #admit(y: L): ExactSum {
    if (!isLabel(y)) throw new InvalidEvent(`y should be a string, a finite number or a boolean, but is ${show(y)}`)
    if (this.#sums.size >= this.maxLabels) {
      throw new InvalidEvent(
        `y should be one of the ${this.maxLabels} labels already known (the option maxLabels), but is ${show(y)}`,
      )
    }
    const sum = new ExactSum()
    // −0 is the same label as 0, and is kept as 0 so that saved bytes do not depend on which came first.
    this.#sums.set(y === 0 ? (0 as L) : y, sum)
    return sum
  }
}
