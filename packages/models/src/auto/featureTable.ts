import {
  isSparse,
  maxFeatures,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
  type Vector,
} from '@rivulet/core'
import {
  checkColumns,
  checkSaved,
  finite,
  type NumberRange,
  readArray,
  readCount,
  readDistinct,
} from '@rivulet/core/snapshot'
import { MAX_BYTES, type MemoryUse } from '../memoryUse.ts'

/** How much room a table may take. */
export interface TableRoom {
  /** The most bytes, up to 2³²: so places are below 2²⁹, and sums of them and columns fit in 31 bits. */
  readonly maxBytes: number
  /** For how many times as many columns there is to be room when a feature is admitted: 1, or 2 while classes may come. */
  readonly spare: number
}

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
  readonly #room: TableRoom
  #leftOut = 0

  /**
   * @param columns - numbers a row; row 0 is there from the start
   * @param room - how much it may take, 1 GiB unless given
   */
  constructor(columns: number, room: TableRoom = { maxBytes: MAX_BYTES, spare: 1 }) {
    this.columns = columns
    this.width = columns
    this.values = new Float64Array(16 * columns)
    this.#room = room
  }

  /** The features in the order of their rows, from row 1. */
  get features(): readonly number[] {
    return this.#features
  }

  /** Where the row of a feature begins; 0, the bias, for one that was never learned. */
  placeOf(feature: number): number {
    return feature < this.places.length ? this.places[feature]! : 0
  }

  /** How full it is. */
  get memory(): MemoryUse {
    const [{ maxBytes }, { length: features }] = [this.#room, this.#features]
    return { bytes: 8 * this.values.length, maxBytes, features, leftOut: this.#leftOut }
  }

  /** Whether there is room for rows of so many columns. */
  fits(columns: number, rows: number = this.#features.length + 1): boolean {
    return 8 * rows * columns <= this.#room.maxBytes
  }

  /** Gives a feature a row of zeros, unless it has one, or there is no room: then it is left out, which is counted. */
  admit(feature: number): void {
    if (this.placeOf(feature) !== 0) return
    if (this.fits(this.#room.spare * this.columns, this.#features.length + 2)) this.#add(feature)
    else this.#leftOut++
  }

  #add(feature: number): void {
    const end = (this.#features.length + 2) * this.width
    const reach = Math.max(feature + 1, Math.min(2 * this.places.length, maxFeatures))
    if (feature >= this.places.length) this.places = longer(this.places, reach)
    // Its capacity doubles, so growing costs O(1) a row.
    const most = Math.floor(this.#room.maxBytes / 8)
    if (end > this.values.length) this.values = longer(this.values, Math.max(end, Math.min(2 * end, most)))
    this.places[feature] = end - this.width
    this.#features.push(feature)
  }

  /** Gives a row to every feature of x that is not 0. */
  admitAll(x: Vector): void {
    const values = isSparse(x) ? x.values : x
    for (let k = 0; k < values.length; k++) if (values[k] !== 0) this.admit(isSparse(x) ? x.indices[k]! : k)
  }

  /** Adds columns of zeros to the right of every row, which have to fit; the width doubles when they do not, if that fits. */
  widen(columns: number): void {
    this.columns = columns
    if (columns <= this.width) return
    const rows = this.#features.length + 1
    const width = Math.min(2 * columns, Math.floor(this.#room.maxBytes / 8 / rows))
    this.values = this.#laidOut(width)
    this.width = width
    for (const [k, feature] of this.#features.entries()) this.places[feature] = (k + 1) * this.width
  }

  /** The rows in use, from row to row `width` numbers. */
  used(): Float64Array {
    return this.values.subarray(0, (this.#features.length + 1) * this.width)
  }

  /** Writes the features in the order of their rows, and the rows. */
  save(to: SnapshotWriter): void {
    to.text('leftOut', String(this.#leftOut))
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
    const { maxBytes } = this.#room
    checkSaved(8 * rows.length <= maxBytes, 'rows', `at most ${maxBytes} bytes (maxBytes)`, 8 * rows.length)
    const leftOut = readCount(from, 'leftOut')
    for (const feature of features) this.#add(feature)
    this.#leftOut = leftOut
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
