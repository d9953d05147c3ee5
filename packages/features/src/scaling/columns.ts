import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { InvalidSnapshot, readArray } from '@rivulet/core/snapshot'

/**
 * Numbers the features that were seen 0, 1, 2 … in the order they came, and keeps some numbers for each, a row of them.
 *
 * So state grows with the features seen, not with the width. The features of dense vectors come in order and are found
 * without a look-up: while feature i got row i, for i = 0, 1, 2 …, the number is the feature itself.
 */
export class Columns implements Stateful {
  /** How many numbers each feature has. */
  readonly numbers: number
  #rows: Float64Array = new Float64Array(0)
  #features: number[] = []
  #inOrder = 0
  #row: Map<number, number> = new Map()

  /** @param numbers - how many numbers each feature has, ≥ 1; all are 0 at first sight */
  constructor(numbers: number) {
    this.numbers = numbers
  }

  /** All rows, one after the other; another array after {@link admit}. */
  get rows(): Float64Array {
    return this.#rows
  }

  /** Where the row of a feature begins, −1 if it was never seen. */
  find(feature: number): number {
    if (feature < this.#inOrder) return feature * this.numbers
    const row = this.#row.get(feature)
    return row === undefined ? -1 : row * this.numbers
  }

  /** Where the row of a feature begins; it gets one now if it is new. */
  admit(feature: number): number {
    const at = this.find(feature)
    if (at >= 0) return at
    const row = this.#features.length
    if (feature === row && this.#inOrder === row) this.#inOrder++
    else this.#row.set(feature, row)
    this.#features.push(feature)
    if ((row + 1) * this.numbers > this.#rows.length) {
      const rows = new Float64Array(Math.max(8, 2 * row) * this.numbers)
      rows.set(this.#rows)
      this.#rows = rows
    }
    return row * this.numbers
  }

  /** Writes the features in their order, and their numbers. */
  save(to: SnapshotWriter): void {
    to.array('features', this.#features, 'U32')
    to.array('numbers', this.#rows.subarray(0, this.#features.length * this.numbers))
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    const features = readArray(from, 'features', 'U32')
    const rows = readArray(from, 'numbers', 'F64', features.length * this.numbers)
    if (new Set(features).size < features.length) throw new InvalidSnapshot('features should be distinct')
    this.#features = []
    this.#inOrder = 0
    this.#row = new Map()
    this.#rows = rows
    for (const feature of features) this.admit(feature)
  }
}
