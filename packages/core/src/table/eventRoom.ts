import type { Simd } from '../kernels/simd.ts'
import type { FeatureTable } from './featureTable.ts'

/** Scores, their gradient, and sums over an event. */
const LANES = 3

// One for all: even an empty array takes 200 bytes.
const NO_PLACES = new Uint32Array(0)
const NO_VALUES = new Float64Array(0)

/**
 * Room for one event, where the rows of its table lie, so that the same kernels reach both. It is scratch memory and no
 * state: every event overwrites it.
 */
export class EventRoom {
  /** Where the row of each input begins in the table. */
  places: Uint32Array = NO_PLACES
  /** x_i of each. */
  values: Float64Array = NO_VALUES
  /** The feature of each; nothing for the bias. */
  features: Uint32Array = NO_PLACES
  /** Room for a number of each score, thrice, beside the rows; none on the heap. */
  lanes: Float64Array = NO_VALUES
  /** The kernels that reach all of it, if there are any. */
  simd: Simd | undefined
  readonly #table: FeatureTable
  /** The rows behind which it lies. */
  #home: Float64Array | undefined
  /** How far apart the rows are that places go through one after the other, if that is what they do; else 0. */
  #stride = 0

  /** @param table - where the rows are */
  constructor(table: FeatureTable) {
    this.#table = table
  }

  /** Makes room for n inputs, beside the rows as they lie now; what was there is not kept. */
  reserve(n: number): void {
    const { arena, block } = this.#table
    const lanes = arena.memory === undefined ? 0 : LANES * block
    const enough = n <= this.values.length
    if (enough && this.#home === arena.values && this.lanes.length === lanes) return
    const room = enough ? this.values.length : Math.max(n, 2 * this.values.length)
    const at = arena.scratch(8 * (lanes + room) + 8 * room)
    const { memory } = arena
    const floats = (begin: number, length: number): Float64Array =>
      memory === undefined ? new Float64Array(length) : new Float64Array(memory.buffer, at + 8 * begin, length)
    this.lanes = lanes === 0 ? NO_VALUES : floats(0, lanes)
    this.values = floats(lanes, room)
    // Places come last, for they are half as long as what has to be aligned.
    const end = at + 8 * (lanes + room)
    this.places = memory === undefined ? new Uint32Array(room) : new Uint32Array(memory.buffer, end, room)
    this.features = memory === undefined ? new Uint32Array(room) : new Uint32Array(memory.buffer, end + 4 * room, room)
    this.simd = arena.simd
    this.#home = arena.values
    this.#stride = 0
  }

  /** Copies the non-zeros of a dense vector, from `begin` on; returns where they end, −1 where it is none. */
  takeDense(x: ArrayLike<number>, begin: number, length: number, magnitude: number): number {
    const { features, values } = this
    let n = begin
    for (let i = 0; i < length; i++) {
      const value = x[i]
      if (!(typeof value === 'number' && Math.abs(value) <= magnitude)) return -1
      if (value === 0) continue
      features[n] = i
      values[n++] = value
    }
    return n
  }

  /**
   * Looks up the features from `begin` to `end`; those that have no row are left out.
   *
   * @returns where the last one kept ends
   */
  find(begin: number, end: number): number {
    const { features, values, places } = this
    this.#stride = 0
    if (this.#table.findAll(features, begin, end, places)) return end
    let kept = begin
    for (let j = begin; j < end; j++) {
      if (places[j] === 0) continue
      places[kept] = places[j]!
      features[kept] = features[j]!
      values[kept++] = values[j]!
    }
    return kept
  }

  /** Places of the features 0, 1, 2 … from `begin` on, which have their rows in order. */
  follow(begin: number): void {
    const { stride } = this.#table
    // Once for many events: rows that were laid out anew have another stride, or another home.
    if (this.#stride === stride) return
    const { features, places } = this
    for (let j = begin; j < places.length; j++) {
      features[j] = j - begin
      places[j] = (j - begin + 1) * stride
    }
    this.#stride = stride
  }
}
