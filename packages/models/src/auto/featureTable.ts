import {
  isSparse,
  maxFeatures,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
  type Vector,
} from '@rivulet/core'
import { checkColumns, checkSaved, finite, type NumberRange, readArray, readDistinct } from '@rivulet/core/snapshot'

/** Places are below 2³⁰, so that sums of them and columns fit in 31 bits: 8 GB of weights. */
const MOST = 2 ** 30

/**
 * A row of numbers for every feature ever learned, in one array: columns 0 to 2 are {@link Centring}'s, 3 and 4
 * {@link NormalizedInputs}', 5 and 6 the roots of {@link Experts}, and the others their weights, class by class and in it
 * expert by expert.
 *
 * Row 0 is the bias, the others follow in the order in which features are first learned: so the table is as long as there
 * are features, however far apart hashing has thrown their indices, and an event touches one stretch of memory a feature.
 */
export class FeatureTable implements Stateful {
  /** Row by row; longer than what is in use. */
  values: Float64Array
  /** Numbers in use a row. */
  columns: number
  /** Numbers from row to row: those in use, and spare zeros for classes to come. */
  width: number
  /** Where the row of every feature begins, by its index; 0, the bias, for one that was never learned. */
  places: Uint32Array = new Uint32Array(64)
  #features: number[] = []

  /** @param columns - numbers a row; row 0 is there from the start */
  constructor(columns: number) {
    this.columns = columns
    this.width = columns
    this.values = new Float64Array(16 * columns)
  }

  /** The features in the order of their rows, from row 1. */
  get features(): readonly number[] {
    return this.#features
  }

  /** Where the row of a feature begins; 0, the bias, for one that was never learned. */
  placeOf(feature: number): number {
    return feature < this.places.length ? this.places[feature]! : 0
  }

  /** Gives a feature a row of zeros, unless it has one. */
  admit(feature: number): void {
    if (this.placeOf(feature) !== 0) return
    const end = (this.#features.length + 2) * this.width
    if (end > MOST) throw new RangeError(`weights should be at most ${MOST} numbers, but ${end} are needed`)
    if (feature >= this.places.length) this.places = longer(this.places, Math.max(feature + 1, 2 * this.places.length))
    // Its capacity doubles, so growing costs O(1) a row.
    if (end > this.values.length) this.values = longer(this.values, 2 * end)
    this.places[feature] = end - this.width
    this.#features.push(feature)
  }

  /** Gives a row to every feature of x that is not 0. */
  admitAll(x: Vector): void {
    const values = isSparse(x) ? x.values : x
    for (let k = 0; k < values.length; k++) if (values[k] !== 0) this.admit(isSparse(x) ? x.indices[k]! : k)
  }

  /** Adds columns of zeros to the right of every row; the width doubles when they do not fit. */
  widen(columns: number): void {
    this.columns = columns
    if (columns <= this.width) return
    this.values = this.#laidOut(2 * columns)
    this.width = 2 * columns
    for (const [k, feature] of this.#features.entries()) this.places[feature] = (k + 1) * this.width
  }

  /** The rows in use, from row to row `width` numbers. */
  used(): Float64Array {
    return this.values.subarray(0, (this.#features.length + 1) * this.width)
  }

  /** Writes the features in the order of their rows, and the rows. */
  save(to: SnapshotWriter): void {
    to.array('features', this.#features, 'U32')
    to.array('rows', this.columns === this.width ? this.used() : this.#laidOut(this.columns))
  }

  /**
   * Takes the saved rows; nothing was admitted before.
   *
   * @param columns - what the numbers of a row may be
   * @param limit - features are below it
   */
  load(from: SnapshotReader, columns: readonly NumberRange[] = [finite], limit: number = maxFeatures): void {
    const features = readDistinct(from, 'features', limit)
    const rows = readArray(from, 'rows', 'F64', (features.length + 1) * this.columns)
    checkColumns(rows, 'rows', columns)
    checkSaved(rows.length + this.width <= MOST, 'rows', `at most ${MOST} numbers`, rows.length)
    for (const feature of features) this.admit(feature)
    this.values.set(rows)
  }

  /** A copy of the rows in use, with another width. */
  #laidOut(width: number): Float64Array {
    const rows = this.#features.length + 1
    const copy = new Float64Array(rows * width)
    for (let row = 0; row < rows; row++) {
      const at = row * this.width
      copy.set(this.values.subarray(at, at + Math.min(width, this.width)), row * width)
    }
    return copy
  }
}

function longer<A extends Float64Array | Uint32Array>(array: A, length: number): A {
  const larger = new (array.constructor as new (length: number) => A)(length)
  larger.set(array)
  return larger
}
