import type { SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { isSparse, maxFeatures } from '@rivulet/core'
import { InvalidSnapshot, readArray } from '@rivulet/core/snapshot'
import type { EventPass, UpdateRule } from '@rivulet/optim'
import { powerOfTwo } from './powerOfTwo.ts'

/** Numbers a page of rows holds, unless one row needs more. */
const PAGE = 4096

/**
 * The weights of a linear model, feature-major: all scores' weights of one feature side by side in a row, and what the
 * update rule remembers about them behind. A feature's row is allocated when it is first learned with a non-zero value,
 * so an event costs its non-zeros, and memory the features ever seen. Row 0 is the bias, a feature that is always 1.
 *
 * Rows lie in pages that never move, so memory never doubles while it grows; only a new power of two of scores copies it.
 */
export class Weights implements Stateful {
  readonly #memory: number
  readonly #limit: number
  #scores: number
  /** The room for scores in a row, ≥ #scores: a power of two once it has grown. */
  #block: number
  #stride: number
  /** log₂ of the rows in a page. */
  #shift: number
  #pages: Float64Array[] = []
  /** Feature → row, 0 where there is none. */
  #rowOf = new Uint32Array(64)
  /** Row → feature; the bias has none. */
  #features: number[] = [-1]

  /**
   * @param scores - how many scores, K
   * @param memory - how many numbers the update rule remembers beside each weight
   * @param limit - features are below it
   */
  constructor(scores: number, memory: number, limit: number = maxFeatures) {
    this.#memory = memory
    this.#limit = limit
    this.#scores = scores
    this.#block = scores
    this.#stride = 0
    this.#shift = 0
    this.#layOut(scores)
  }

  /** How many scores there are, K. */
  get scores(): number {
    return this.#scores
  }

  /** The features that have weights, in the order in which they were first learned. */
  get features(): readonly number[] {
    return this.#features.slice(1)
  }

  /** The weight of a feature for a score; 0 for a feature never learned. Without a feature, the bias. */
  weight(score: number, feature?: number): number {
    const row = feature === undefined ? 0 : (this.#rowOf[feature] ?? 0)
    if (feature !== undefined && row === 0) return 0
    return (this.#page(row)[this.#at(row) + score] as number) + 0
  }

  /** z_k = b_k + Σ_i w_ik x_i, into `z`. */
  score(x: Vector, z: Float64Array): void {
    const bias = this.#page(0)
    for (let k = 0; k < this.#scores; k++) z[k] = bias[k] as number
    if (isSparse(x)) {
      const { indices, values } = x
      for (let j = 0; j < indices.length; j++) this.#addRow(indices[j] as number, values[j] as number, z)
    } else {
      for (let i = 0; i < x.length; i++) this.#addRow(i, x[i] as number, z)
    }
  }

  /** One step of the rule on every row of a non-zero of x, and on the bias. */
  step(rule: UpdateRule, x: Vector, gradient: Float64Array, eta: number): void {
    rule.step(this.#page(0), 0, this.#block, gradient, 1, eta)
    if (isSparse(x)) {
      const { indices, values } = x
      for (let j = 0; j < indices.length; j++)
        this.#stepRow(rule, indices[j] as number, values[j] as number, gradient, eta)
    } else {
      for (let i = 0; i < x.length; i++) this.#stepRow(rule, i, x[i] as number, gradient, eta)
    }
  }

  /** Makes room for more scores, whose weights are 0. */
  grow(scores: number): void {
    if (scores > this.#block) this.#layOut(powerOfTwo(scores))
    this.#scores = scores
  }

  #page(row: number): Float64Array {
    return this.#pages[row >>> this.#shift] as Float64Array
  }

  #at(row: number): number {
    return (row & ((1 << this.#shift) - 1)) * this.#stride
  }

  #addRow(feature: number, x: number, z: Float64Array): void {
    const row = feature < this.#rowOf.length ? (this.#rowOf[feature] as number) : 0
    if (row === 0 || x === 0) return
    const page = this.#page(row)
    const at = this.#at(row)
    for (let k = 0; k < this.#scores; k++) (z[k] as number) += (page[at + k] as number) * x
  }

  #stepRow(rule: UpdateRule, feature: number, x: number, gradient: Float64Array, eta: number): void {
    if (x === 0) return
    const row = this.#rowFor(feature)
    rule.step(this.#page(row), this.#at(row), this.#block, gradient, x, eta)
  }

  /** The first pass of a rule that has one: sums over the rows of the bias and of every non-zero. */
  measure(event: EventPass, x: Vector, gradient: Float64Array, sums: Float64Array): void {
    event.measure(this.#page(0), 0, this.#block, gradient, 1, sums)
    const dense = !isSparse(x)
    const values = dense ? x : x.values
    for (let j = 0; j < values.length; j++) {
      if (values[j] === 0) continue
      const row = this.#rowFor(dense ? j : (x.indices[j] as number))
      event.measure(this.#page(row), this.#at(row), this.#block, gradient, values[j] as number, sums)
    }
  }

  #rowFor(feature: number): number {
    if (feature >= this.#rowOf.length) {
      const larger = new Uint32Array(powerOfTwo(feature + 1))
      larger.set(this.#rowOf)
      this.#rowOf = larger
    }
    const known = this.#rowOf[feature] as number
    if (known !== 0) return known
    const row = this.#features.length
    this.#features.push(feature)
    this.#rowOf[feature] = row
    this.#allocate(row)
    return row
  }

  #allocate(row: number): void {
    if (row >>> this.#shift >= this.#pages.length) this.#pages.push(new Float64Array(this.#stride << this.#shift))
  }

  /** Lays the rows out anew with room for `block` scores in each. */
  #layOut(block: number): void {
    const [pages, shift, stride, oldBlock] = [this.#pages, this.#shift, this.#stride, this.#block]
    this.#block = block
    this.#stride = block * (1 + this.#memory)
    this.#shift = Math.max(0, 31 - Math.clz32(PAGE / Math.max(1, this.#stride)))
    this.#pages = []
    for (let row = 0; row < this.#features.length; row++) {
      this.#allocate(row)
      const from = pages[row >>> shift]
      if (from === undefined) continue
      const start = (row & ((1 << shift) - 1)) * stride
      for (let m = 0; m <= this.#memory; m++) {
        const old = from.subarray(start + m * oldBlock, start + m * oldBlock + this.#scores)
        this.#page(row).set(old, this.#at(row) + m * block)
      }
    }
  }

  /** Writes the features in the order of their rows, and the rows without their spare room. */
  save(to: SnapshotWriter): void {
    const width = this.#scores * (1 + this.#memory)
    const rows = new Float64Array(this.#features.length * width)
    for (let row = 0; row < this.#features.length; row++) {
      for (let m = 0; m <= this.#memory; m++) {
        const at = this.#at(row) + m * this.#block
        rows.set(this.#page(row).subarray(at, at + this.#scores), row * width + m * this.#scores)
      }
    }
    to.array('features', this.features, 'U32')
    to.array('rows', rows)
  }

  /** Takes saved rows; the number of scores is that of the learner's labels, and set before. */
  load(from: SnapshotReader): void {
    const width = this.#scores * (1 + this.#memory)
    const features = readArray(from, 'features', 'U32')
    const rows = readArray(from, 'rows', 'F64', (features.length + 1) * width)
    if (!features.every((i) => i < this.#limit) || new Set(features).size < features.length) {
      throw new InvalidSnapshot(`features should be distinct and below ${this.#limit}, but are not`)
    }
    this.#rowOf = new Uint32Array(64)
    this.#features = [-1]
    this.#pages = []
    this.#layOut(this.#scores)
    for (const feature of features) this.#rowFor(feature)
    for (let row = 0; row < this.#features.length; row++) {
      this.#page(row).set(rows.subarray(row * width, (row + 1) * width), this.#at(row))
    }
  }
}
