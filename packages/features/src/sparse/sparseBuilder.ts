import { InvalidEvent } from '@rivulet/core'
import { limitOf, MAGNITUDE } from '../magnitude.ts'
import type { PlainSparseVector } from './plainSparseVector.ts'

const most = 2 ** 22

/** So many pairs are sorted faster by insertion. */
const few = 48

/**
 * Collects pairs of index and value in any order and makes one sparse vector of them: indices ascending and distinct,
 * values of one index summed, zeros left out.
 *
 * The values of one index are summed in ascending order, so that the order of the fields in an event changes no bit.
 * The vector is of plain arrays: a small one costs a tenth of a Float64Array.
 */
export class SparseBuilder {
  #indices: Int32Array = new Int32Array(32)
  #values: Float64Array = new Float64Array(32)
  #size = 0

  /** Pairs collected since the last {@link clear}. */
  get size(): number {
    return this.#size
  }

  /** Forgets all pairs. */
  clear(): void {
    this.#size = 0
  }

  /** Adds one pair: an index from 0 to 2³⁰ − 1 and a finite value. */
  add(index: number, value: number): void {
    if (this.#size === this.#indices.length) this.#grow()
    this.#indices[this.#size] = index
    this.#values[this.#size++] = value
  }

  /** The index of the i-th pair, in the order they came until {@link vector} sorts them. */
  index(i: number): number {
    return this.#indices[i] as number
  }

  /**
   * Refuses what {@link vector} would refuse, in most cases without sorting.
   *
   * @throws InvalidEvent when the values of one index sum to no finite number, or to one that no model takes
   */
  check(): void {
    let all = 0
    for (let i = 0; i < this.#size; i++) all += Math.abs(this.#values[i] as number)
    if (!(all <= MAGNITUDE)) this.vector()
  }

  /** The vector of all pairs; the builder is to be cleared after it. */
  vector(): PlainSparseVector {
    return (this.#size <= few ? this.#inserted() : undefined) ?? this.#summed()
  }

  /** Few pairs, put in their place one by one; `undefined` if two share an index or a value is 0 or too large. */
  #inserted(): PlainSparseVector | undefined {
    const indices: number[] = []
    const values: number[] = []
    for (let i = 0; i < this.#size; i++) {
      const index = this.#indices[i] as number
      const value = this.#values[i] as number
      if (value === 0 || !(Math.abs(value) <= MAGNITUDE)) return undefined
      indices.push(index)
      values.push(value)
      let j = i
      for (; j > 0 && (indices[j - 1] as number) >= index; j--) {
        if (indices[j - 1] === index) return undefined
        indices[j] = indices[j - 1] as number
        values[j] = values[j - 1] as number
      }
      indices[j] = index
      values[j] = value
    }
    return { indices, values }
  }

  #summed(): PlainSparseVector {
    this.#sort()
    const indices: number[] = []
    const values: number[] = []
    for (let i = 0, end = 0; i < this.#size; i = end) {
      const index = this.#indices[i] as number
      for (end = i + 1; end < this.#size && this.#indices[end] === index; ) end++
      const sum = end === i + 1 ? (this.#values[i] as number) : this.#sum(i, end)
      if (!(Math.abs(sum) <= MAGNITUDE)) {
        throw new InvalidEvent(`x[${index}] should be ${limitOf(sum)}, but features there sum to ${sum}`)
      }
      if (sum === 0) continue
      indices.push(index)
      values.push(sum)
    }
    return { indices, values }
  }

  #sum(from: number, to: number): number {
    const values = this.#values.subarray(from, to)
    values.sort()
    let sum = 0
    for (const value of values) sum += value
    return sum
  }

  /** Sorts by index, natively: index · 2²² + position is exact in float64. */
  #sort(): void {
    const size = this.#size
    const keys = new Float64Array(size)
    for (let i = 0; i < size; i++) keys[i] = (this.#indices[i] as number) * most + i
    keys.sort()
    const unsorted = this.#values.slice(0, size)
    for (let i = 0; i < size; i++) {
      const key = keys[i] as number
      const index = Math.floor(key / most)
      this.#indices[i] = index
      this.#values[i] = unsorted[key - index * most] as number
    }
  }

  #grow(): void {
    if (this.#size >= most) throw new InvalidEvent(`an event should have at most ${most} features`)
    const indices = new Int32Array(2 * this.#size)
    const values = new Float64Array(2 * this.#size)
    indices.set(this.#indices)
    values.set(this.#values)
    this.#indices = indices
    this.#values = values
  }
}
