import { isSparse, type Vector } from '@rivulet/core'
import type { Slots } from './slots.ts'

/** One event's inputs while they are being worked on. It is scratch memory and no state: every event overwrites it. */
export class Inputs {
  /** How many the event itself has, with the bias. */
  gathered = 0
  /** How many there are, with those that centring adds. */
  count = 0
  /** Where each belongs: slot 0 is the bias, which is always 1. */
  slots: Int32Array = new Int32Array(64)
  /** The feature of each, as far as gathered. */
  features: Int32Array = new Int32Array(64)
  /** x_i, as far as gathered. */
  values: Float64Array = new Float64Array(64)
  /** x̃_i, once centred. */
  centred: Float64Array = new Float64Array(64)
  /** s_i = x̃_i / max(N_i, |x̃_i|), once normalised. */
  scaled: Float64Array = new Float64Array(64)
  /** A_i, with this event in it, when a step is taken. */
  accumulated: Float64Array = new Float64Array(64)
  /** h_i of the adaptive family and of the damped one, when a step is taken; that of the constant family is s_i. */
  adaptive: Float64Array = new Float64Array(64)
  damped: Float64Array = new Float64Array(64)
  /** The length of the vector gathered, −1 for none or if a feature was left out. */
  #length = -1

  /** Makes room for n inputs, keeping those that are there. */
  reserve(n: number): void {
    if (n <= this.slots.length) return
    const { slots, features, values } = this
    this.slots = new Int32Array(2 * n)
    this.slots.set(slots)
    this.features = new Int32Array(2 * n)
    this.features.set(features)
    this.values = new Float64Array(2 * n)
    this.values.set(values)
    this.centred = new Float64Array(2 * n)
    this.scaled = new Float64Array(2 * n)
    this.accumulated = new Float64Array(2 * n)
    this.adaptive = new Float64Array(2 * n)
    this.damped = new Float64Array(2 * n)
  }

  /** Takes the bias and the non-zeros of x. A feature never learned has no weights: it gets a slot, or is left out. */
  gather(x: Vector, table: Slots, admit: boolean): void {
    const dense = !isSparse(x)
    const from = dense ? x : x.values
    this.reserve(from.length + 1)
    const { slots, features, values } = this
    let complete = true
    slots[0] = 0
    values[0] = 1
    let n = 1
    for (let k = 0; k < from.length; k++) {
      const value = from[k] as number
      if (value === 0) continue
      const feature = dense ? k : (x.indices[k] as number)
      const slot = admit ? table.admit(feature) : table.of(feature)
      if (slot === 0) {
        complete = false
        continue
      }
      slots[n] = slot
      features[n] = feature
      values[n++] = value
    }
    this.gathered = n
    this.count = n
    this.#length = complete ? from.length : -1
  }

  /** Whether x is, number by number, what was gathered last, with none of its features left out. */
  hold(x: Vector): boolean {
    if (this.#length < 0 || typeof x !== 'object' || x === null) return false
    const dense = !isSparse(x)
    const from = dense ? x : x.values
    if (from?.length !== this.#length || (!dense && x.indices?.length !== this.#length)) return false
    const { features, values } = this
    let n = 1
    for (let k = 0; k < from.length; k++) {
      const value = from[k] as number
      if (value === 0) continue
      if (values[n] !== value || features[n] !== (dense ? k : (x.indices[k] as number))) return false
      n++
    }
    return n === this.gathered
  }

  /** Holds nothing from here on. */
  forget(): void {
    this.#length = -1
  }
}
