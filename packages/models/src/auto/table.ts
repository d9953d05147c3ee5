import { check } from '@rivulet/core'

/** A row of numbers for every slot. Its capacity doubles, so growing costs O(1) a slot. */
export class Table {
  /** Row by row; longer than what is in use. */
  values: Float64Array
  /** Rows in use. */
  size = 1
  /** Numbers a row. */
  width: number

  /** @param width - numbers a row; row 0, the bias, is there from the start */
  constructor(width: number) {
    this.width = width
    this.values = new Float64Array(16 * width)
  }

  /** Makes sure that there are so many rows, of zeros when new. */
  grow(size: number): void {
    if (size <= this.size) return
    this.size = size
    if (size * this.width <= this.values.length) return
    const { values } = this
    this.values = new Float64Array(2 * size * this.width)
    this.values.set(values)
  }

  /** Adds columns of zeros to the right of every row. */
  widen(width: number): void {
    const { values, width: old, size } = this
    this.values = new Float64Array(size * width)
    this.width = width
    for (let row = 0; row < size; row++) this.values.set(values.subarray(row * old, (row + 1) * old), row * width)
  }

  /** The rows in use. */
  used(): Float64Array {
    return this.values.subarray(0, this.size * this.width)
  }

  /** Takes saved rows, of which there must be `size`. */
  restore(rows: ArrayLike<number>, size: number): void {
    const expected = size * this.width
    check(rows.length === expected, 'rows of the snapshot', `${expected} numbers`, `${rows.length} numbers`)
    this.values = Float64Array.from(rows)
    this.size = size
  }
}
