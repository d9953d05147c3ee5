import { checkColumns, finite, InvalidSnapshot, type NumberRange, readArray, readDistinct } from '../snapshot/index.ts'
import { maxFeatures } from '../vector/checkVector.ts'
import type { SnapshotReader, SnapshotWriter, Stateful } from '../vocabulary.ts'
import { Arena } from './arena.ts'
import { FeatureIndex } from './featureIndex.ts'
import { powerOfTwo } from './powerOfTwo.ts'

/** How the rows of a {@link FeatureTable} are laid out. */
export interface TableOptions {
  /** How many scores there are, K: each has a number in every block. */
  readonly scores: number
  /** How many blocks a row has, default 1. */
  readonly blocks?: number
  /** How many numbers a row has as a whole, before the blocks; default 0. */
  readonly marks?: number
  /** How many features there are, if that is known; else their indices are below 2²⁴. */
  readonly features?: number | undefined
  /** Whether row 0 is that of the bias, a feature that is always 1, and saved; else it is nobody's. Default true. */
  readonly bias?: boolean
}

/** What the numbers of a row may be, one after the other; one range is that of all. */
type Ranges = readonly NumberRange[]

const ANY: Ranges = [finite]

/**
 * A row of numbers for every feature ever learned, in one run of memory: those of one feature side by side.
 *
 * row = [ marks | block 0: one number for each score | block 1 | … ]
 *
 * A feature gets its row, of zeros, when it is admitted, so memory grows with the features seen, in place. Where the width
 * is declared and a quarter of it was seen, a feature is its own place: (feature + 1) × stride. Place 0 is the bias, or
 * nobody's: who looks up a feature without a row gets it.
 *
 * With more than one score, marks and blocks are padded to an even length, so that two scores lie side by side in a SIMD
 * register; what is spare stays 0, and is not saved. When there are more scores than room for them, blocks double.
 *
 * @example
 * ```ts
 * import { FeatureTable } from '@rivulet/core/table'
 *
 * const table = new FeatureTable({ scores: 2 })
 * const at = table.admit(131_072)
 * table.values[at + 1] = 0.5
 * table.find(131_072) // => at
 * table.find(7) // => 0
 * table.features // => [131_072]
 * ```
 */
export class FeatureTable implements Stateful {
  readonly #blocks: number
  readonly #marks: number
  readonly #bias: boolean
  readonly #limit: number
  readonly #width: number
  #scores: number
  #block = 0
  #first = 0
  #stride = 0
  #arena: Arena
  #index: FeatureIndex

  /** @param options - the layout of a row */
  constructor({ scores, blocks = 1, marks = 0, features, bias = true }: TableOptions) {
    this.#blocks = blocks
    this.#marks = marks
    this.#bias = bias
    this.#limit = features ?? maxFeatures
    this.#width = features ?? 0
    this.#scores = scores
    this.#layOut(layout(scores, marks))
    this.#arena = new Arena(this.#stride)
    this.#index = new FeatureIndex(this.#width)
  }

  /** How many scores there are, K. */
  get scores(): number {
    return this.#scores
  }

  /** The room for scores in a block, ≥ K: block m of a row begins m times it after the first. */
  get block(): number {
    return this.#block
  }

  /** Where the first block begins, after a row's place. */
  get first(): number {
    return this.#first
  }

  /** How far apart rows lie. */
  get stride(): number {
    return this.#stride
  }

  /** Where the rows lie. */
  get arena(): Arena {
    return this.#arena
  }

  /** All numbers; a row begins at its place. Another array after {@link admit} and {@link grow}. */
  get values(): Float64Array {
    return this.#arena.values
  }

  /** The features that have a row, in the order of their first sight. */
  get features(): readonly number[] {
    return this.#index.features
  }

  /** Where every row begins: that of the bias, if there is one, then in the order of the features. */
  get places(): Uint32Array {
    const from = this.#bias ? 1 : 0
    const places = new Uint32Array(this.features.length + from)
    for (const [i, feature] of this.features.entries()) places[i + from] = this.find(feature)
    return places
  }

  /** Where the row of a feature begins, 0 if it has none. */
  find(feature: number): number {
    return Math.imul(this.#index.find(feature), this.#stride)
  }

  /**
   * Where the row of a feature begins; it gets one of zeros now if it has none.
   *
   * @throws InvalidEvent where memory does not suffice; nothing has changed then
   */
  admit(feature: number): number {
    if (this.#index.find(feature) === 0) this.#add(feature)
    return this.find(feature)
  }

  #add(feature: number): void {
    if (this.#index.settles) this.#settle()
    else this.#arena.reserve((this.#index.size + 2) * this.#stride)
    this.#index.add(feature)
  }

  /** From now on features are their own places. */
  #settle(): void {
    const [from, stride] = [this.values, this.#stride]
    const arena = new Arena(0)
    arena.reserve((this.#width + 1) * stride)
    for (const [i, feature] of [-1, ...this.features].entries()) {
      arena.values.set(from.subarray(i * stride, (i + 1) * stride), (feature + 1) * stride)
    }
    this.#arena = arena
  }

  /** Makes room for more scores, whose numbers are 0. */
  grow(scores: number): void {
    if (scores > this.#block) this.#spread(powerOfTwo(scores))
    this.#scores = scores
  }

  #layOut(layout: Layout): void {
    this.#block = layout.block
    this.#first = layout.first
    this.#stride = layout.first + this.#blocks * layout.block
  }

  /** Lays the rows out anew, in place: from the last number to the first, so that none is overwritten before it has moved. */
  #spread(scores: number): void {
    const [block, first, stride] = [this.#block, this.#first, this.#stride]
    const rows = this.#index.size
    const next = layout(scores, this.#marks)
    this.#arena.reserve((rows + 1) * (next.first + this.#blocks * next.block))
    this.#layOut(next)
    const { values } = this
    const move = (from: number, to: number, numbers: number, room: number): void => {
      values.copyWithin(to, from, from + numbers).fill(0, to + numbers, to + room)
    }
    for (let row = rows; row >= 0; row--) {
      const [from, to] = [row * stride, row * this.#stride]
      for (let m = this.#blocks - 1; m >= 0; m--) {
        move(from + first + m * block, to + this.#first + m * this.#block, block, this.#block)
      }
      move(from, to, first, this.#first)
    }
  }

  /** Writes the features in the order of their first sight, their rows without what is spare, and the marks if they have some. */
  save(to: SnapshotWriter): void {
    const { values, places } = this
    const [scores, blocks, marks] = [this.#scores, this.#blocks, this.#marks]
    const rows = new Float64Array(places.length * blocks * scores)
    const marked = new Float64Array(places.length * marks)
    for (const [i, at] of places.entries()) {
      for (let m = 0; m < blocks; m++) {
        const block = at + this.#first + m * this.#block
        rows.set(values.subarray(block, block + scores), (i * blocks + m) * scores)
      }
      marked.set(values.subarray(at, at + marks), i * marks)
    }
    to.array('features', this.features, 'U32')
    to.array('rows', rows)
    if (marks > 0) to.array('marks', marked)
  }

  /**
   * Takes saved rows; the number of scores is that of the learner's labels, and set before.
   *
   * @param columns - what the numbers of a row may be, block by block and in it score by score; or one range for all of them
   * @param marking - what its marks may be, or one range for all of them
   * @throws InvalidSnapshot if they are otherwise, or do not fit into memory; nothing has changed then
   */
  load(from: SnapshotReader, columns: Ranges = ANY, marking: Ranges = ANY): void {
    const [scores, blocks, marks] = [this.#scores, this.#blocks, this.#marks]
    const features = readDistinct(from, 'features', this.#limit)
    const count = features.length + (this.#bias ? 1 : 0)
    const rows = readArray(from, 'rows', 'F64', count * blocks * scores)
    const marked = marks > 0 ? readArray(from, 'marks', 'F64', count * marks) : new Float64Array(0)
    checkColumns(rows, 'rows', columns)
    checkColumns(marked, 'marks', marking)
    this.#clear(features)
    const { values } = this
    for (const [i, at] of this.places.entries()) {
      for (let m = 0; m < blocks; m++) {
        const saved = (i * blocks + m) * scores
        values.set(rows.subarray(saved, saved + scores), at + this.#first + m * this.#block)
      }
      values.set(marked.subarray(i * marks, (i + 1) * marks), at)
    }
  }

  /** Has rows of zeros for these features alone. */
  #clear(features: Uint32Array): void {
    const [arena, index, before] = [this.#arena, this.#index, this.#layout]
    this.#layOut(layout(this.#scores, this.#marks))
    this.#arena = new Arena(this.#stride)
    this.#index = new FeatureIndex(this.#width)
    try {
      for (const feature of features) this.#add(feature)
    } catch (cause) {
      this.#layOut(before)
      this.#arena = arena
      this.#index = index
      throw new InvalidSnapshot(`${features.length} features should fit into memory, but do not`, { cause })
    }
  }

  get #layout(): Layout {
    return { block: this.#block, first: this.#first }
  }
}

interface Layout {
  readonly block: number
  readonly first: number
}

function layout(scores: number, marks: number): Layout {
  // One score alone is no lane of anything.
  return scores === 1 ? { block: 1, first: marks } : { block: even(scores), first: even(marks) }
}

function even(n: number): number {
  return n + (n & 1)
}
