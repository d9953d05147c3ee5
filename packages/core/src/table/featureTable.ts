import { InvalidSnapshot } from '../snapshot/index.ts'
import { maxFeatures } from '../vector/checkVector.ts'
import type { SnapshotReader, SnapshotWriter, Stateful } from '../vocabulary.ts'
import { Arena } from './arena.ts'
import { FeatureIndex } from './featureIndex.ts'
import { packed, type RowLayout, roomier, rowLayout, spread, unpack } from './rowLayout.ts'
import { ANY, type Ranges, readRows, writeRows } from './savedRows.ts'
import { settled } from './settled.ts'
import type { TableOptions } from './tableOptions.ts'

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
  readonly #bias: boolean
  readonly #limit: number
  readonly #width: number
  #scores: number
  #layout: RowLayout
  /** The layout's, for it is read for every look-up. */
  #stride: number
  #arena: Arena
  #index: FeatureIndex

  /** @param options - the layout of a row */
  constructor({ scores, blocks = 1, marks = 0, features, bias = true }: TableOptions) {
    this.#bias = bias
    this.#limit = features ?? maxFeatures
    this.#width = features ?? 0
    this.#scores = scores
    this.#layout = rowLayout(scores, blocks, marks)
    this.#stride = this.#layout.stride
    this.#arena = new Arena(this.#stride)
    this.#index = new FeatureIndex(this.#width)
  }

  /** How many scores there are, K. */
  get scores(): number {
    return this.#scores
  }

  /** The room for scores in a block, ≥ K: block m of a row begins m times it after the first. */
  get block(): number {
    return this.#layout.block
  }

  /** Where the first block begins, after a row's place. */
  get first(): number {
    return this.#layout.first
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

  /** So many features, 0, 1, 2 …, have their rows in order, behind that of the bias. */
  get ordered(): number {
    return this.#index.ordered
  }

  /**
   * Where the rows of many features begin, 0 for those that have none.
   *
   * @param features - those from `begin` to `end` are looked up
   * @param into - at the same positions
   * @returns whether all have one
   */
  findAll(features: Uint32Array, begin: number, end: number, into: Uint32Array): boolean {
    return this.#index.findAll(features, begin, end, this.#stride, into)
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

  /**
   * The bytes that the rows take with so many scores, or would take.
   *
   * @param more - whether with one feature more than there are
   */
  bytesFor(scores: number, more: boolean): number {
    const { stride } = roomier(this.#layout, scores)
    const rows = more && this.#index.settles ? this.#width + 1 : this.#index.size + (more ? 2 : 1)
    return 8 * rows * stride
  }

  #add(feature: number): void {
    if (this.#index.settles) this.#arena = settled(this.values, this.features, this.#width, this.#stride)
    else this.#arena.reserve((this.#index.size + 2) * this.#stride)
    this.#index.add(feature)
  }

  /** Makes room for more scores, whose numbers are 0. */
  grow(scores: number): void {
    const next = roomier(this.#layout, scores)
    if (next !== this.#layout) {
      const rows = this.#index.size + 1
      this.#arena.reserve(rows * next.stride)
      spread(this.values, rows, this.#layout, next)
      this.#layOut(next)
    }
    this.#scores = scores
  }

  #layOut(layout: RowLayout): void {
    this.#layout = layout
    this.#stride = layout.stride
  }

  /** Writes the features in the order of their first sight, their rows without what is spare, and the marks if they have some. */
  save(to: SnapshotWriter): void {
    writeRows(to, this.features, packed(this.values, this.places, this.#layout, this.#scores), this.#layout)
  }

  /**
   * Takes saved rows; the number of scores is that of the learner's labels, and set before.
   *
   * @param columns - what the numbers of a row may be, block by block and in it score by score; or one range for all of them
   * @param marking - what its marks may be, or one range for all of them
   * @throws InvalidSnapshot if they are otherwise, or do not fit into memory; nothing has changed then
   */
  load(from: SnapshotReader, columns: Ranges = ANY, marking: Ranges = ANY): void {
    const saved = readRows(from, this.#layout, this.#scores, this.#bias, this.#limit, columns, marking)
    this.#clear(saved.features)
    unpack(this.values, this.places, this.#layout, this.#scores, saved)
  }

  /** Has rows of zeros for these features alone. */
  #clear(features: Uint32Array): void {
    const [arena, index, before] = [this.#arena, this.#index, this.#layout]
    this.#layOut(rowLayout(this.#scores, before.blocks, before.marks))
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
}
