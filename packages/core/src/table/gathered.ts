import { InvalidEvent } from '../invalidEvent.ts'
import { checkVector, maxFeatures, type VectorLimits } from '../vector/checkVector.ts'
import { isSparse } from '../vector/isSparse.ts'
import type { SparseVector, Vector } from '../vocabulary.ts'
import type { FeatureTable } from './featureTable.ts'

/** Scores, their gradient, and sums over an event. */
const LANES = 3

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
  /** Where the row of each begins in the table. */
  places: Uint32Array = new Uint32Array(0)
  /** x_i of each. */
  values: Float64Array = new Float64Array(0)
  /** Room for a number of each score, thrice, beside the rows; none on the heap. */
  lanes: Float64Array = new Float64Array(0)
  /** Whether no feature was left out. */
  complete = false
  /** The rows that the scratch memory lies behind. */
  #home: Float64Array | undefined
  readonly #table: FeatureTable
  readonly #limits: VectorLimits
  /** 1 where the bias is the first input, else 0. */
  readonly #bias: number
  /** The feature of each, from the bias on. */
  #features: Uint32Array = new Uint32Array(0)
  /** How long the vector was. */
  #length = -1
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
    const length = this.#length
    const indices = isSparse(x) ? x.indices : undefined
    const from = isSparse(x) ? x.values : x
    if (from?.length !== length || (indices !== undefined && indices?.length !== length)) return false
    const [features, values] = [this.#features, this.values]
    let n = this.#bias
    for (let j = 0; j < length; j++) {
      const value = from[j] as number
      if (value === 0) continue
      if (values[n] !== value || features[n] !== (indices === undefined ? j : (indices[j] as number))) return false
      n++
    }
    return n === this.n
  }

  /** Holds nothing from here on: the rows have changed. */
  forget(): void {
    this.#held = false
  }

  #take(x: Vector): boolean {
    if (typeof x !== 'object' || x === null) return false
    this.complete = true
    this.#length = isSparse(x) ? this.#takeSparse(x) : this.#takeDense(x)
    return this.#length >= 0
  }

  #takeDense(x: ArrayLike<number>): number {
    const { features: width, magnitude = Number.MAX_VALUE } = this.#limits
    const { length } = x
    if (!(length >= 0 && length === (width ?? Math.min(length, maxFeatures)))) return -1
    this.#reserve(length + 1)
    const [table, places, features, values] = [this.#table, this.places, this.#features, this.values]
    let n = this.#begin()
    for (let i = 0; i < length; i++) {
      const value = x[i]
      if (!(typeof value === 'number' && Math.abs(value) <= magnitude)) return -1
      if (value === 0) continue
      const at = table.find(i)
      if (at === 0) {
        this.complete = false
        continue
      }
      places[n] = at
      features[n] = i
      values[n++] = value
    }
    this.n = n
    return length
  }

  #takeSparse({ indices, values: from }: SparseVector): number {
    const { features: width = maxFeatures, magnitude = Number.MAX_VALUE } = this.#limits
    const length = from?.length
    if (!(length >= 0 && indices?.length === length)) return -1
    this.#reserve(length + 1)
    const [table, places, features, values] = [this.#table, this.places, this.#features, this.values]
    let n = this.#begin()
    let last = -1
    for (let j = 0; j < length; j++) {
      const feature = indices[j] as number
      const value = from[j]
      if (!(typeof value === 'number' && Math.abs(value) <= magnitude)) return -1
      if (!(feature > last && feature < width && Number.isInteger(feature))) return -1
      last = feature
      if (value === 0) continue
      const at = table.find(feature)
      if (at === 0) {
        this.complete = false
        continue
      }
      places[n] = at
      features[n] = feature
      values[n++] = value
    }
    this.n = n
    return length
  }

  #begin(): number {
    this.places[0] = 0
    this.values[0] = 1
    return this.#bias
  }

  /** Makes room for n inputs, and for scores beside the rows if those lie where kernels reach; what was there is not kept. */
  #reserve(n: number): void {
    const { arena, block } = this.#table
    const lanes = arena.memory === undefined ? 0 : LANES * block
    const enough = n <= this.values.length
    if (enough && this.#home === arena.values && this.lanes.length === lanes) return
    const room = enough ? this.values.length : Math.max(n, 2 * this.values.length)
    const at = arena.scratch(8 * (lanes + room) + 4 * room)
    const { memory } = arena
    const floats = (begin: number, length: number): Float64Array =>
      memory === undefined ? new Float64Array(length) : new Float64Array(memory.buffer, at + 8 * begin, length)
    this.lanes = floats(0, lanes)
    this.values = floats(lanes, room)
    // Places come last, for they are half as long as what has to be aligned.
    const end = at + 8 * (lanes + room)
    this.places = memory === undefined ? new Uint32Array(room) : new Uint32Array(memory.buffer, end, room)
    if (this.#features.length < room) this.#features = new Uint32Array(room)
    this.#home = arena.values
  }
}
