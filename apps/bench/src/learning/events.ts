import type { SparseVector } from '@rivulet/core'

/**
 * A whole stream in memory: labels, weights, and the features of all events one after the other, so that who learns
 * from it is timed at learning alone.
 */
export class Events {
  /** How many there are. */
  size = 0
  /** How many features they have: indices are below it. */
  features = 0
  #labels: Float64Array = new Float64Array(64)
  #weights: Float64Array = new Float64Array(64)
  /** Event i has the non-zeros from #ends[i − 1] to #ends[i]. */
  #ends: Float64Array = new Float64Array(64)
  #indices: Uint32Array = new Uint32Array(256)
  #values: Float64Array = new Float64Array(256)

  /** Puts one more event at the end. */
  add(label: number, weight: number, { indices, values }: SparseVector): void {
    const i = this.size++
    if (i === this.#labels.length) {
      this.#labels = doubled(this.#labels)
      this.#weights = doubled(this.#weights)
      this.#ends = doubled(this.#ends)
    }
    const start = this.#start(i)
    const end = start + indices.length
    while (end > this.#values.length) {
      this.#indices = doubled(this.#indices)
      this.#values = doubled(this.#values)
    }
    this.#labels[i] = label
    this.#weights[i] = weight
    this.#ends[i] = end
    this.#indices.set(indices, start)
    this.#values.set(values, start)
    this.features = Math.max(this.features, (indices[indices.length - 1] ?? -1) + 1)
  }

  /** The features of an event. */
  x(i: number): SparseVector {
    const [start, end] = [this.#start(i), this.#ends[i] as number]
    return { indices: this.#indices.subarray(start, end), values: this.#values.subarray(start, end) }
  }

  /** The label of an event. */
  y(i: number): number {
    return this.#labels[i] as number
  }

  /** How many times an event counts. */
  weight(i: number): number {
    return this.#weights[i] as number
  }

  /** The classes, ascending. A stream of one class gets another, which never comes: learners want two. */
  classes(): readonly number[] {
    const distinct = [...new Set(this.#labels.subarray(0, this.size))]
    if (distinct.length === 1) distinct.push(distinct[0] === 1 ? -1 : 1)
    return distinct.sort((a, b) => a - b)
  }

  #start(i: number): number {
    return i === 0 ? 0 : (this.#ends[i - 1] as number)
  }
}

function doubled<A extends Float64Array | Uint32Array>(array: A): A {
  const larger = new (array.constructor as new (length: number) => A)(2 * array.length)
  larger.set(array)
  return larger
}
