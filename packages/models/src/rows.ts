import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { maxFeatures } from '@rivulet/core'
import { InvalidSnapshot, readArray } from '@rivulet/core/snapshot'
import { powerOfTwo } from './powerOfTwo.ts'

/** Numbers a page of rows holds, unless one row needs more. */
const PAGE = 4096

/** How a row is laid out. */
export interface RowLayout {
  /** How many numbers there are for each score, default 1. */
  readonly blocks?: number
  /** How many there are for the row as a whole, behind the blocks; default 0. */
  readonly marks?: number
  /** Features are below it. */
  readonly limit?: number | undefined
}

/**
 * Numbers for each feature and score, feature-major: those of one feature side by side in a row. Row 0 belongs to no feature:
 * to the bias, a feature that is always 1.
 *
 * row = [ block 0: one number for each score | block 1 | … | marks ]
 *
 * A feature's row is allocated at first sight, so memory grows with the features seen. Rows lie in pages that never
 * move, so memory never doubles while it grows; only a new power of two of scores copies it, a page at a time.
 */
export class Rows implements Stateful {
  readonly #blocks: number
  readonly #marks: number
  readonly #limit: number
  #scores: number
  /** The room for scores in a block, ≥ #scores: a power of two once it has grown. */
  #block: number
  #stride = 0
  /** log₂ of the rows in a page. */
  #shift = 0
  #pages: (Float64Array | undefined)[] = []
  /** Feature → row, 0 where there is none. */
  #rowOf = new Uint32Array(64)
  /** Row → feature; the bias has none. */
  #features: number[] = [-1]

  /** @param scores - how many scores, K */
  constructor(scores: number, { blocks = 1, marks = 0, limit = maxFeatures }: RowLayout = {}) {
    this.#blocks = blocks
    this.#marks = marks
    this.#limit = limit
    this.#scores = scores
    this.#block = scores
    this.#layOut(scores)
  }

  /** How many scores there are, K. */
  get scores(): number {
    return this.#scores
  }

  /** The room for scores in a block: block m of a row begins m times it after the row. */
  get block(): number {
    return this.#block
  }

  /** Where the marks begin, after the row. */
  get marks(): number {
    return this.#block * this.#blocks
  }

  /** How many rows there are, that of the bias too. */
  get size(): number {
    return this.#features.length
  }

  /** The features that have a row, in the order of their rows, which is that of their first sight. */
  get features(): readonly number[] {
    return this.#features.slice(1)
  }

  /** The row of a feature, 0 if it has none. */
  find(feature: number): number {
    return feature < this.#rowOf.length ? (this.#rowOf[feature] as number) : 0
  }

  /** The row of a feature, which gets one if it has none. */
  rowFor(feature: number): number {
    const known = this.find(feature)
    return known === 0 ? this.#add(feature) : known
  }

  /** The page that holds a row. */
  page(row: number): Float64Array {
    return this.#pages[row >>> this.#shift] as Float64Array
  }

  /** Where a row begins in its page. */
  at(row: number): number {
    return (row & ((1 << this.#shift) - 1)) * this.#stride
  }

  /** Makes room for more scores, whose numbers are 0. */
  grow(scores: number): void {
    if (scores > this.#block) this.#layOut(powerOfTwo(scores))
    this.#scores = scores
  }

  #add(feature: number): number {
    if (feature >= this.#rowOf.length) {
      const larger = new Uint32Array(powerOfTwo(feature + 1))
      larger.set(this.#rowOf)
      this.#rowOf = larger
    }
    const row = this.#features.length
    this.#features.push(feature)
    this.#rowOf[feature] = row
    this.#allocate(row)
    return row
  }

  #allocate(row: number): void {
    if (row >>> this.#shift >= this.#pages.length) this.#pages.push(new Float64Array(this.#stride << this.#shift))
  }

  /** Lays the rows out anew with room for `block` scores in each; a page is let go as soon as it is copied. */
  #layOut(block: number): void {
    const [pages, shift, stride, oldBlock] = [this.#pages, this.#shift, this.#stride, this.#block]
    const blocks = this.#blocks
    this.#block = block
    this.#stride = block * blocks + this.#marks
    this.#shift = Math.max(0, 31 - Math.clz32(PAGE / Math.max(1, this.#stride)))
    this.#pages = []
    for (let row = 0; row < this.#features.length; row++) {
      this.#allocate(row)
      const from = pages[row >>> shift]
      if (from === undefined) continue
      const start = (row & ((1 << shift) - 1)) * stride
      const [page, at] = [this.page(row), this.at(row)]
      for (let m = 0; m < blocks; m++) {
        page.set(from.subarray(start + m * oldBlock, start + m * oldBlock + this.#scores), at + m * block)
      }
      page.set(from.subarray(start + blocks * oldBlock, start + stride), at + blocks * block)
      if ((row + 1) >>> shift > row >>> shift) pages[row >>> shift] = undefined
    }
  }

  /** Writes the features in the order of their rows, the rows without their spare room, and their marks if they have some. */
  save(to: SnapshotWriter): void {
    const width = this.#scores * this.#blocks
    const rows = new Float64Array(this.#features.length * width)
    const marks = new Float64Array(this.#features.length * this.#marks)
    for (let row = 0; row < this.#features.length; row++) {
      const [page, at] = [this.page(row), this.at(row)]
      for (let m = 0; m < this.#blocks; m++) {
        const from = at + m * this.#block
        rows.set(page.subarray(from, from + this.#scores), row * width + m * this.#scores)
      }
      marks.set(page.subarray(at + this.marks, at + this.#stride), row * this.#marks)
    }
    to.array('features', this.#features.slice(1), 'U32')
    to.array('rows', rows)
    if (this.#marks > 0) to.array('marks', marks)
  }

  /** Takes saved rows; the number of scores is that of the learner's labels, and set before. */
  load(from: SnapshotReader): void {
    const width = this.#scores * this.#blocks
    const features = readArray(from, 'features', 'U32')
    const count = features.length + 1
    const rows = readArray(from, 'rows', 'F64', count * width)
    const marks = this.#marks > 0 ? readArray(from, 'marks', 'F64', count * this.#marks) : new Float64Array(0)
    if (!features.every((i) => i < this.#limit) || new Set(features).size < features.length) {
      throw new InvalidSnapshot(`features should be distinct and below ${this.#limit}, but are not`)
    }
    this.#rowOf = new Uint32Array(64)
    this.#features = [-1]
    this.#pages = []
    this.#block = this.#scores
    this.#layOut(this.#scores)
    for (const feature of features) this.#add(feature)
    for (let row = 0; row < count; row++) {
      const [page, at] = [this.page(row), this.at(row)]
      page.set(rows.subarray(row * width, (row + 1) * width), at)
      page.set(marks.subarray(row * this.#marks, (row + 1) * this.#marks), at + this.marks)
    }
  }
}
