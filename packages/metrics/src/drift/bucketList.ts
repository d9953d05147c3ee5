import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { pow } from '@rivulet/core'
import { checkSaved, nonNegative, readArray, whole } from '@rivulet/core/snapshot'

/** How many buckets of one size there are at most. */
const most = 5

/** The sums over some successive numbers of a window. */
export interface Bucket {
  readonly n: number
  readonly sum: number
  readonly squares: number
}

/**
 * A window of numbers from 0 to 1 as an exponential histogram: up to five buckets of each of the sizes 1, 2, 4, …, old ones the larger.
 * When there are six of a size the two oldest become one of the next, so n numbers take O(log n) memory, and one more
 * costs O(1) on average.
 *
 * @see Datar, Gionis, Indyk & Motwani (2002), Maintaining Stream Statistics over Sliding Windows
 */
export class BucketList implements Stateful {
  // Row r holds the buckets of size 2ʳ, oldest first, their sums and squares side by side.
  #rows: Float64Array[] = [new Float64Array(2 * (most + 1))]
  #lengths: number[] = [0]

  /** Adds the newest number. */
  add(x: number): void {
    let sum = x
    let squares = x * x
    for (let r = 0; ; r++) {
      if (r === this.#rows.length) {
        this.#rows.push(new Float64Array(2 * (most + 1)))
        this.#lengths.push(0)
      }
      const row = this.#rows[r] as Float64Array
      const length = this.#lengths[r] as number
      row[2 * length] = sum
      row[2 * length + 1] = squares
      if (length < most) {
        this.#lengths[r] = length + 1
        return
      }
      sum = (row[0] as number) + (row[2] as number)
      squares = (row[1] as number) + (row[3] as number)
      // A loop, for copyWithin takes five times as long to move so little.
      for (let i = 4; i < 2 * (most + 1); i++) row[i - 4] = row[i] as number
      this.#lengths[r] = most - 1
    }
  }

  /** Forgets the oldest bucket, if there is one. */
  drop(): void {
    const r = this.#lengths.findLastIndex((length) => length > 0)
    if (r < 0) return
    this.#rows[r]?.copyWithin(0, 2)
    ;(this.#lengths[r] as number)--
    // Rows that are empty at the end are no state.
    const rows = Math.max(1, this.#lengths.findLastIndex((length) => length > 0) + 1)
    this.#rows.length = rows
    this.#lengths.length = rows
  }

  /**
   * Goes through the ends of the buckets, from the oldest on, until `visit` returns false.
   *
   * @param visit - is shown how many buckets lie before the end, how many numbers, and their sum
   */
  each(visit: (buckets: number, n: number, sum: number) => boolean): void {
    let buckets = 0
    let n = 0
    let sum = 0
    let size = this.#largest()
    for (let r = this.#rows.length - 1; r >= 0; r--, size /= 2) {
      const row = this.#rows[r] as Float64Array
      const length = this.#lengths[r] as number
      for (let i = 0; i < length; i++) {
        n += size
        sum += row[2 * i] as number
        if (!visit(++buckets, n, sum)) return
      }
    }
  }

  /** The sums over all buckets. */
  totals(): Bucket {
    let n = 0
    let sum = 0
    let squares = 0
    let size = this.#largest()
    for (let r = this.#rows.length - 1; r >= 0; r--, size /= 2) {
      const row = this.#rows[r] as Float64Array
      const length = this.#lengths[r] as number
      n += length * size
      for (let i = 0; i < length; i++) {
        sum += row[2 * i] as number
        squares += row[2 * i + 1] as number
      }
    }
    return { n, sum, squares }
  }

  /** Writes the buckets. */
  save(to: SnapshotWriter): void {
    to.array('buckets', this.#lengths, 'U32')
    to.array(
      'sums',
      this.#rows.flatMap((row, r) => Array.from(row.subarray(0, 2 * (this.#lengths[r] as number)))),
    )
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    const lengths = Array.from(readArray(from, 'buckets', 'U32', undefined, whole(0, most)))
    checkSaved(lengths.length >= 1 && lengths.length <= 53, 'buckets', 'of 1 to 53 sizes', lengths.length)
    const buckets = lengths.reduce((sum, length) => sum + length, 0)
    const sums = readArray(from, 'sums', 'F64', 2 * buckets, nonNegative)
    let at = 0
    const rows = lengths.map((length, r) => {
      const row = new Float64Array(2 * (most + 1))
      row.set(sums.subarray(at, at + 2 * length))
      checkSaved(
        row.every((sum) => sum <= pow(2, r)),
        'sums',
        `at most ${pow(2, r)}, of so many numbers from 0 to 1`,
        row,
      )
      at += 2 * length
      return row
    })
    this.#rows = rows
    this.#lengths = lengths
  }

  /** The size of the buckets in the last row. */
  #largest(): number {
    let size = 1
    for (let r = 1; r < this.#rows.length; r++) size *= 2
    return size
  }
}
