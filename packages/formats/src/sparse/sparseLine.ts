import type { SparseVector } from '@rivulet/core'

/** Up to so many features are sorted by insertion. */
const FEW = 24

/**
 * Collects the features of a line in the order in which they stand, and makes a sparse vector of them: indices ascending, without zeros, what stands twice
 * summed. Scratch memory serves all lines: of a line only the vector is new.
 */
export class SparseLine {
  #indices: Int32Array = new Int32Array(64)
  #values: Float64Array = new Float64Array(64)
  #moved: Int32Array = new Int32Array(64)
  #movedValues: Float64Array = new Float64Array(64)
  readonly #counts: Int32Array = new Int32Array(256)
  #size = 0
  #last = -1
  #largest = 0
  #isAscending = true
  #isTwice = false
  #hasZero = false

  /** Begins another line. */
  clear(): void {
    this.#size = 0
    this.#last = -1
    this.#largest = 0
    this.#isAscending = true
    this.#isTwice = false
    this.#hasZero = false
  }

  /** Takes one more feature: a whole number from 0 to 2³¹ − 1, and a finite value. */
  add(index: number, value: number): void {
    const n = this.#size++
    if (n === this.#indices.length) this.#grow()
    this.#indices[n] = index
    this.#values[n] = value
    if (index <= this.#last) this.#isAscending = false
    if (index > this.#largest) this.#largest = index
    if (value === 0) this.#hasZero = true
    this.#last = index
  }

  /** Whether an index stands twice. */
  hasTwice(): boolean {
    if (!this.#isAscending) this.#sort()
    return this.#isTwice
  }

  /** The vector, in plain arrays. */
  vector(): SparseVector {
    if (!this.#isAscending) this.#sort()
    if (this.#isTwice) this.#sum()
    const [from, worth] = [this.#indices, this.#values]
    const n = this.#size
    const indices = new Array<number>(n)
    const values = new Array<number>(n)
    for (let i = 0; i < n; i++) {
      indices[i] = from[i] as number
      values[i] = worth[i] as number
    }
    return this.#hasZero ? withoutZeros(indices, values) : { indices, values }
  }

  #sort(): void {
    if (this.#size <= FEW) this.#insert()
    else for (let shift = 0; shift < 32 && this.#largest >>> shift > 0; shift += 8) this.#deal(shift)
    const indices = this.#indices
    let isTwice = false
    for (let i = 1; i < this.#size; i++) if (indices[i] === indices[i - 1]) isTwice = true
    this.#isTwice = isTwice
    this.#isAscending = true
  }

  /** Sums what stands twice, from the smallest value on, so that the order in the line changes no bit. */
  #sum(): void {
    const [indices, values] = [this.#indices, this.#values]
    let to = 0
    for (let i = 0; i < this.#size; ) {
      const index = indices[i] as number
      let end = i + 1
      while (end < this.#size && indices[end] === index) end++
      if (end - i > 2) values.subarray(i, end).sort()
      let sum = values[i] as number
      for (let j = i + 1; j < end; j++) sum += values[j] as number
      indices[to] = index
      values[to++] = sum
      if (sum === 0) this.#hasZero = true
      i = end
    }
    this.#size = to
    this.#isTwice = false
  }

  #insert(): void {
    const [indices, values] = [this.#indices, this.#values]
    for (let i = 1; i < this.#size; i++) {
      const index = indices[i] as number
      const value = values[i] as number
      let j = i - 1
      for (; j >= 0 && (indices[j] as number) > index; j--) {
        indices[j + 1] = indices[j] as number
        values[j + 1] = values[j] as number
      }
      indices[j + 1] = index
      values[j + 1] = value
    }
  }

  /** Deals the features into 256 piles by one byte of their index, and puts these together: by every byte, from the lowest, that sorts them. */
  #deal(shift: number): void {
    const [indices, values, counts] = [this.#indices, this.#values, this.#counts]
    counts.fill(0)
    for (let i = 0; i < this.#size; i++) (counts[((indices[i] as number) >>> shift) & 255] as number)++
    for (let byte = 0, start = 0; byte < 256; byte++) {
      const count = counts[byte] as number
      counts[byte] = start
      start += count
    }
    for (let i = 0; i < this.#size; i++) {
      const byte = ((indices[i] as number) >>> shift) & 255
      const to = counts[byte] as number
      counts[byte] = to + 1
      this.#moved[to] = indices[i] as number
      this.#movedValues[to] = values[i] as number
    }
    ;[this.#indices, this.#moved] = [this.#moved, indices]
    ;[this.#values, this.#movedValues] = [this.#movedValues, values]
  }

  #grow(): void {
    const room = 2 * this.#indices.length
    const indices = new Int32Array(room)
    const values = new Float64Array(room)
    indices.set(this.#indices)
    values.set(this.#values)
    this.#indices = indices
    this.#values = values
    this.#moved = new Int32Array(room)
    this.#movedValues = new Float64Array(room)
  }
}

function withoutZeros(indices: readonly number[], values: readonly number[]): SparseVector {
  return { indices: indices.filter((_, i) => values[i] !== 0), values: values.filter((value) => value !== 0) }
}
