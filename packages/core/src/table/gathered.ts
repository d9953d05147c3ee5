import { InvalidEvent } from '../invalidEvent.ts'
import type { Simd } from '../kernels/simd.ts'
import { checkVector, maxFeatures, type VectorLimits } from '../vector/checkVector.ts'
import { isSparse } from '../vector/isSparse.ts'
import type { SparseVector, Vector } from '../vocabulary.ts'
import { EventRoom } from './eventRoom.ts'
import type { FeatureTable } from './featureTable.ts'
import { isAlike, isSame } from './sameEvent.ts'

/**
 * One event, looked at once: checked, looked up in a table, copied. It is scratch memory and no state: every event overwrites it.
 *
 * It has the bias, a feature that is always 1, and the non-zeros of the event in their order. A feature that was never
 * learned has no weights, and is left out.
 *
 * @example
 * ```ts
 * import { FeatureTable, Gathered } from '@rivulet/core/table'
 *
 * const table = new FeatureTable({ scores: 1 })
 * table.admit(9)
 * const event = new Gathered(table, { features: 10 })
 * event.gather({ indices: [3, 9], values: [1, 5] })
 * Array.from(event.values.subarray(0, event.n)) // => [1, 5]
 * event.complete // => false
 * ```
 */
export class Gathered {
  /** How many inputs there are. */
  n = 0
  /** Whether no feature was left out. */
  complete = false
  readonly #table: FeatureTable
  readonly #limits: VectorLimits
  /** 1 where the bias is the first input, else 0. */
  readonly #bias: number
  readonly #room: EventRoom
  /** How long the vector was. */
  #length = -1
  /** Whether it was dense, and without zeros. */
  #whole = false
  #held = false

  /**
   * @param table - where the rows are
   * @param limits - what an event has to keep to
   * @param bias - whether there is a bias; default true
   */
  constructor(table: FeatureTable, limits: VectorLimits, bias = true) {
    this.#table = table
    this.#limits = limits
    this.#bias = bias ? 1 : 0
    this.#room = new EventRoom(table)
  }

  /** Where the row of each input begins in the table. */
  get places(): Uint32Array {
    return this.#room.places
  }

  /** x_i of each input. */
  get values(): Float64Array {
    return this.#room.values
  }

  /** Room for a number of each score, thrice, beside the rows; none on the heap. */
  get lanes(): Float64Array {
    return this.#room.lanes
  }

  /** The kernels that reach event and rows, if there are any. */
  get simd(): Simd | undefined {
    return this.#room.simd
  }

  /**
   * Takes an event. Changes no state.
   *
   * @throws InvalidEvent for features that are none
   */
  gather(x: Vector): void {
    this.#held = false
    // It is checked on the way, which costs less than before; what is wrong with it, `checkVector` says.
    if (!this.#take(x)) {
      checkVector(x, this.#limits)
      throw new InvalidEvent('x should be a vector that stays as it is, but is not')
    }
  }

  /** Gives a row to every feature of an event just gathered that has none, and takes them in. */
  admit(x: Vector): void {
    if (this.complete) return
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++) {
      if (values[j] !== 0) this.#table.admit(isSparse(x) ? (x.indices[j] as number) : j)
    }
    this.gather(x)
  }

  /** Keeps the event, and what was computed of it, for one that comes again before anything is learned. */
  hold(): void {
    this.#held = this.complete
  }

  /** Whether x is, number by number, the event that is held. */
  holds(x: Vector): boolean {
    if (!this.#held || typeof x !== 'object' || x === null) return false
    const indices = isSparse(x) ? x.indices : undefined
    const from = isSparse(x) ? x.values : x
    const length = from?.length
    if (length !== this.#length || (indices !== undefined && indices?.length !== length)) return false
    const { values, features } = this.#room
    return this.#whole && indices === undefined
      ? isSame(values, from, this.#bias, length)
      : isAlike(features, values, indices, from, length, this.#bias) === this.n
  }

  /** Holds nothing from here on: the rows have changed. */
  forget(): void {
    this.#held = false
  }

  #take(x: Vector): boolean {
    if (typeof x !== 'object' || x === null) return false
    const { features, magnitude = Number.MAX_VALUE } = this.#limits
    const from = isSparse(x) ? x.values : x
    const length = from?.length
    if (!(length >= 0)) return false
    if (isSparse(x) ? x.indices?.length !== length : length !== (features ?? Math.min(length, maxFeatures)))
      return false
    this.#length = length
    this.#room.reserve(length + 1)
    if (this.#bias === 1) {
      this.#room.places[0] = 0
      this.#room.values[0] = 1
    }
    this.#whole = !isSparse(x) && length <= this.#table.ordered && this.#takeWhole(x, length, magnitude)
    if (this.#whole) return true
    const end = isSparse(x)
      ? this.#takeSparse(x, length, features ?? maxFeatures, magnitude)
      : this.#room.takeDense(x, this.#bias, length, magnitude)
    if (end < 0) return false
    this.n = this.#room.find(this.#bias, end)
    this.complete = this.n === end
    return true
  }

  /** A dense vector without zeros, whose features have their rows in order: nothing is to be looked up. */
  #takeWhole(x: ArrayLike<number>, length: number, magnitude: number): boolean {
    const [{ values, simd }, bias] = [this.#room, this.#bias]
    if (simd !== undefined && x instanceof Float64Array) {
      values.set(x, bias)
      if (simd.whole(length, values.byteOffset + 8 * bias, magnitude) === 0) return false
    } else {
      for (let i = 0; i < length; i++) {
        const value = x[i]
        if (!(typeof value === 'number' && Math.abs(value) <= magnitude) || value === 0) return false
        values[i + bias] = value
      }
    }
    this.#room.follow(bias)
    this.n = length + bias
    this.complete = true
    return true
  }

  #takeSparse({ indices, values: from }: SparseVector, length: number, width: number, magnitude: number): number {
    const { features, values, simd } = this.#room
    let n = this.#bias
    if (simd !== undefined && indices instanceof Uint32Array && from instanceof Float64Array) {
      values.set(from, n)
      features.set(indices, n)
      const [f, v] = [features.byteOffset + 4 * n, values.byteOffset + 8 * n]
      if (simd.ascending(length, f, v, Math.min(width, 2 ** 32 - 1), magnitude) === 1) return n + length
    }
    let last = -1
    for (let j = 0; j < length; j++) {
      const feature = indices[j]
      const value = from[j]
      if (!(typeof value === 'number' && Math.abs(value) <= magnitude)) return -1
      // Asked first: what JavaScript would convert to a number is none, and a bigint would throw.
      if (typeof feature !== 'number') return -1
      if (!(feature > last && feature < width && feature >>> 0 === feature)) return -1
      last = feature
      if (value === 0) continue
      features[n] = feature
      values[n++] = value
    }
    return n
  }
}
