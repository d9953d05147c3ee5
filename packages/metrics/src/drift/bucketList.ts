import { check, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { readArray } from '@rivulet/core/snapshot'

/** How many buckets of one size there are at most. */
const most = 5

/** The sums over some successive numbers of a window. */
export interface Bucket {
  readonly n: number
  readonly sum: number
  readonly squares: number
}

/**
 * A window of numbers as an exponential histogram: up to five buckets of each of the sizes 1, 2, 4, …, old ones the larger.
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
    let [sum, squares] = [x, x * x]
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
      row.copyWithin(0, 4)
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

  /** Shows the buckets, oldest first, until `visit` returns false. */
  each(visit: (n: number, sum: number, squares: number) => boolean): void {
    let n = 1
    for (let r = 1; r < this.#rows.length; r++) n *= 2
    for (let r = this.#rows.length - 1; r >= 0; r--, n /= 2) {
      const row = this.#rows[r] as Float64Array
      for (let i = 0; i < (this.#lengths[r] as number); i++) {
        if (!visit(n, row[2 * i] as number, row[2 * i + 1] as number)) return
      }
    }
  }

  /** The sums over all buckets. */
  totals(): Bucket {
    let [n, sum, squares] = [0, 0, 0]
    this.each((of, more, moreSquares) => {
      n += of
      sum += more
      squares += moreSquares
      return true
    })
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
    const lengths = Array.from(readArray(from, 'buckets', 'U32'))
    const sums = readArray(from, 'sums', 'F64')
    check(lengths.length >= 1 && lengths.length <= 53, 'buckets of the snapshot', 'of 1 to 53 sizes', lengths.length)
    let at = 0
    const rows = lengths.map((length) => {
      check(length <= most, 'buckets of the snapshot', `at most ${most} of a size`, length)
      const row = new Float64Array(2 * (most + 1))
      row.set(sums.subarray(at, at + 2 * length))
      at += 2 * length
      return row
    })
    check(
      at === sums.length && sums.every(Number.isFinite),
      'sums of the snapshot',
      'two finite numbers a bucket',
      'not',
    )
    this.#rows = rows
    this.#lengths = lengths
  }
}
