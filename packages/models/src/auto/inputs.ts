import { checkVector, isSparse, maxFeatures, type Vector } from '@rivulet/core'
import type { Thresholds } from './centringColumns.ts'
import * as centring from './centringColumns.ts'
import type { FeatureTable } from './featureTable.ts'
import * as normalizing from './normalizedInputs.ts'

// Bound here, for V8 inlines what is a module's own.
const { markedMember, countReaches, centredValue, isMissing, centredZero } = centring
const { normalized } = normalizing

/** Larger features are refused, so that the difference of any two is finite. */
const MAGNITUDE = 2 ** 1022

/** Numbers in a cache line. */
const LINE = 8

/** One event's inputs while they are being worked on. It is scratch memory and no state: every event overwrites it. */
export class Inputs {
  /** How many the event itself has, with the bias. */
  gathered = 0
  /** How many there are, with those that centring adds. */
  count = 0
  /** Where the row of each begins in the table: 0 is the bias, which is always 1. */
  places: Uint32Array = new Uint32Array(64)
  /** The feature of each, as far as gathered. */
  features: Uint32Array = new Uint32Array(64)
  /** x_i, as far as gathered. */
  values: Float64Array = new Float64Array(64)
  /** x̃_i, once centred. */
  centred: Float64Array = new Float64Array(64)
  /** s_i = x̃_i / max(N_i, |x̃_i|), once normalised. */
  scaled: Float64Array = new Float64Array(64)
  /** How many non-zeros of the event have no row, and were left out. */
  unknown = 0
  /** What was read to have it at hand; nobody needs it, but an engine leaves out what is kept nowhere. */
  fetched = 0
  /** The length of the vector gathered, −1 for none or if a feature was left out. */
  #length = -1

  /** Makes room for n inputs, keeping those that were gathered; what is computed of them is not kept. */
  reserve(n: number): void {
    if (n <= this.places.length) return
    const { places, features, values } = this
    this.places = new Uint32Array(2 * n)
    this.places.set(places)
    this.features = new Uint32Array(2 * n)
    this.features.set(features)
    this.values = new Float64Array(2 * n)
    this.values.set(values)
    this.centred = new Float64Array(2 * n)
    this.scaled = new Float64Array(2 * n)
  }

  /**
   * Takes the bias and the non-zeros of x, centred and normalised, and the members of D that it lacks. A feature never
   * learned has no weights and is left out. Changes no state.
   *
   * @param features - how many an event has, if it is known
   * @returns whether none was left out
   * @throws InvalidEvent for features that are none
   */
  gather(x: Vector, table: FeatureTable, features: number | undefined, thresholds: Thresholds): boolean {
    this.#length = -1
    // It is checked on the way, which costs less than before; what is wrong with it, core's check says.
    if (!this.#take(x, table, features, thresholds.rows.length)) checkVector(x, { features, magnitude: MAGNITUDE })
    this.#fetch(table)
    this.#scale(table, thresholds)
    this.#complete(table, thresholds)
    return this.#length >= 0
  }

  /** Whether x is, number by number, what was gathered last, with none of its features left out. */
  hold(x: Vector): boolean {
    if (this.#length < 0 || typeof x !== 'object' || x === null) return false
    const indices = isSparse(x) ? x.indices : undefined
    const from = isSparse(x) ? x.values : x
    const length = this.#length
    if (from?.length !== length || (indices !== undefined && indices?.length !== length)) return false
    const { features, values } = this
    let n = 1
    for (let k = 0; k < length; k++) {
      const value = from[k] as number
      if (value === 0) continue
      if (values[n] !== value || features[n] !== (indices === undefined ? k : (indices[k] as number))) return false
      n++
    }
    return n === this.gathered
  }

  /** Whether x is as `checkVector` wants it; if not, it is taken in part. */
  #take(x: Vector, { places: placeOf }: FeatureTable, limit: number | undefined, more: number): boolean {
    if (typeof x !== 'object' || x === null) return false
    const dense = !isSparse(x)
    const from = dense ? x : x.values
    const length = from?.length
    if (!(length >= 0)) return false
    if (dense ? length !== (limit ?? Math.min(length, maxFeatures)) : x.indices?.length !== length) return false
    this.reserve(length + 1 + more)
    const { places, features, values } = this
    const known = placeOf.length
    const end = limit ?? maxFeatures
    let last = -1
    let unknown = 0
    let n = 1
    places[0] = 0
    values[0] = 1
    for (let k = 0; k < length; k++) {
      const value = from[k] as number
      const feature = dense ? k : (x.indices[k] as number)
      if (!(typeof value === 'number' && Math.abs(value) <= MAGNITUDE)) return false
      if (!(feature > last && feature < end && Number.isInteger(feature))) return false
      last = feature
      if (value === 0) continue
      const at = feature < known ? placeOf[feature]! : 0
      if (at === 0) {
        unknown++
        continue
      }
      places[n] = at
      features[n] = feature
      values[n++] = value
    }
    this.gathered = n
    this.unknown = unknown
    this.#length = unknown === 0 ? length : -1
    return true
  }

  /**
   * Reads a number in every cache line of every row, for nothing but that the rows are at hand then: for loads that depend
   * on nothing a processor waits together, for those of the loop that follows one after the other.
   */
  #fetch({ values: table, columns }: FeatureTable): void {
    const [{ places }, all] = [this, this.gathered]
    let sum = 0
    for (let k = 0; k < all; k++) {
      const at = places[k]!
      for (let c = 0; c < columns; c += LINE) sum += table[at + c]!
      sum += table[at + columns - 1]!
    }
    this.fetched = sum
  }

  /** x → x̃ → s of the event's own inputs. */
  #scale({ values: table, width }: FeatureTable, thresholds: Thresholds): void {
    const { places, values, centred, scaled, gathered: all } = this
    const { events, enter, leave, mark, spans } = thresholds
    centred[0] = 1
    scaled[0] = 1
    for (let k = 1; k < all; k++) {
      const at = places[k]!
      const value = values[k]!
      const member = markedMember(table, at, mark)
      let d = value
      if (countReaches(table, at, member ? leave : enter)) {
        if (!member) thresholds.joining = true
        d = centredValue(table, at, width, spans, value, events)
      }
      centred[k] = d
      scaled[k] = normalized(table, at, d)
    }
  }

  /** Adds the members of D that the event lacks; there is room for them. */
  #complete({ values: table, width }: FeatureTable, thresholds: Thresholds): void {
    const { places, centred, scaled } = this
    const { events, rows, spans } = thresholds
    let n = this.gathered
    for (let i = 0; i < rows.length; i++) {
      const at = rows[i]! * width
      if (!isMissing(table, at, thresholds)) continue
      const d = centredZero(table, at, width, spans, events)
      places[n] = at
      centred[n] = d
      scaled[n++] = normalized(table, at, d)
    }
    this.count = n
  }
}
