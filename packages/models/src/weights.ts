import type { SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { isSparse } from '@rivulet/core'
import { ElasticNet, type EventPass, sgd, type UpdateRule } from '@rivulet/optim'
import { Rows } from './rows.ts'

/** How weights are updated. */
export interface WeightOptions {
  /** The rule, default `sgd`. */
  readonly rule?: UpdateRule
  /** Features are below it. */
  readonly features?: number
  readonly l1?: number
  readonly l2?: number
}

/**
 * The weights of a linear model, one for each feature and score, with what the update rule remembers about each.
 * An event costs its non-zeros; a feature's row is allocated when it is first learned with a value that is not 0.
 *
 * With penalties, a step is  `settle` → `score` → `charge` → `step`:  the rows of the event's own features are caught up and
 * moved, all others only later, when they are read. Reading by `score` and `weight` changes nothing. The bias is exempt.
 */
export class Weights implements Stateful {
  readonly #rows: Rows
  readonly #rule: UpdateRule
  readonly #penalty: ElasticNet | undefined

  /** @param scores - how many scores, K */
  constructor(scores: number, { rule = sgd, features, l1 = 0, l2 = 0 }: WeightOptions = {}) {
    this.#rule = rule
    this.#penalty = l1 === 0 && l2 === 0 ? undefined : new ElasticNet({ l1, l2 })
    const marks = this.#penalty === undefined ? 0 : ElasticNet.marks
    this.#rows = new Rows(scores, { blocks: 1 + rule.memory, marks, limit: features })
  }

  /** Whether there are penalties, so that rows have to be caught up. */
  get penalised(): boolean {
    return this.#penalty !== undefined
  }

  /** How many scores there are, K. */
  get scores(): number {
    return this.#rows.scores
  }

  /** The features that have weights, in the order in which they were first learned. */
  get features(): readonly number[] {
    return this.#rows.features
  }

  /** The weight of a feature for a score; 0 for a feature never learned. Without a feature, the bias. */
  weight(score: number, feature?: number): number {
    const row = feature === undefined ? 0 : this.#rows.find(feature)
    if (feature !== undefined && row === 0) return 0
    const [page, at] = [this.#rows.page(row), this.#rows.at(row)]
    const w = page[at + score] as number
    if (this.#penalty === undefined || row === 0) return w + 0
    this.#penalty.since(page, at + this.#rows.marks)
    return this.#penalty.shrink(w) + 0
  }

  /** z_k = b_k + Σ_i w_ik x_i, into `z`. */
  score(x: Vector, z: Float64Array): void {
    const rows = this.#rows
    const penalty = this.#penalty
    const scores = z.length
    const bias = rows.page(0)
    for (let k = 0; k < scores; k++) z[k] = bias[k] as number
    const indices = isSparse(x) ? x.indices : undefined
    const values = isSparse(x) ? x.values : x
    // One score is summed in a register, not in memory.
    let z0 = scores === 1 ? (z[0] as number) : 0
    for (let j = 0; j < values.length; j++) {
      const value = values[j] as number
      if (value === 0) continue
      const row = rows.find(indices === undefined ? j : (indices[j] as number))
      if (row === 0) continue
      const page = rows.page(row)
      const at = rows.at(row)
      if (penalty !== undefined) this.#addShrunk(penalty, page, at, value, z)
      else if (scores === 1) z0 += (page[at] as number) * value
      else for (let k = 0; k < scores; k++) (z[k] as number) += (page[at + k] as number) * value
    }
    if (scores === 1 && penalty === undefined) z[0] = z0
  }

  #addShrunk(penalty: ElasticNet, page: Float64Array, at: number, value: number, z: Float64Array): void {
    penalty.since(page, at + this.#rows.marks)
    for (let k = 0; k < z.length; k++) (z[k] as number) += penalty.shrink(page[at + k] as number) * value
  }

  /** Catches up, before a step, with what the penalties did to the rows of the event's non-zeros since they were last moved. */
  settle(x: Vector): void {
    const [rows, penalty] = [this.#rows, this.#penalty]
    if (penalty === undefined) return
    const sparse = isSparse(x)
    const values = sparse ? x.values : x
    for (let j = 0; j < values.length; j++) {
      const row = values[j] === 0 ? 0 : rows.find(sparse ? (x.indices[j] as number) : j)
      if (row === 0) continue
      const [page, at] = [rows.page(row), rows.at(row)]
      penalty.since(page, at + rows.marks)
      for (let k = 0; k < rows.scores; k++) page[at + k] = penalty.shrink(page[at + k] as number)
      penalty.settled(page, at + rows.marks)
    }
  }

  /** Counts one step of size η for the penalties. */
  charge(eta: number): void {
    this.#penalty?.charge(eta)
  }

  /** The first pass of a rule that has one: sums over the rows of the bias and of every non-zero. */
  measure(event: EventPass, x: Vector, gradient: Float64Array, sums: Float64Array): void {
    const rows = this.#rows
    event.measure(rows.page(0), 0, rows.block, gradient, 1, sums)
    const sparse = isSparse(x)
    const values = sparse ? x.values : x
    for (let j = 0; j < values.length; j++) {
      if (values[j] === 0) continue
      const row = rows.rowFor(sparse ? (x.indices[j] as number) : j)
      event.measure(rows.page(row), rows.at(row), rows.block, gradient, values[j] as number, sums)
    }
  }

  /** One step of the rule on every row of a non-zero of x, and on the bias. */
  step(x: Vector, gradient: Float64Array, eta: number): void {
    const rows = this.#rows
    const rule = this.#rule
    const penalty = this.#penalty
    const block = rows.block
    rule.step(rows.page(0), 0, block, gradient, 1, eta)
    const indices = isSparse(x) ? x.indices : undefined
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++) {
      const value = values[j] as number
      if (value === 0) continue
      const row = rows.rowFor(indices === undefined ? j : (indices[j] as number))
      const page = rows.page(row)
      const at = rows.at(row)
      if (penalty !== undefined) this.#decay(penalty, page, at)
      rule.step(page, at, block, gradient, value, eta)
    }
  }

  /** Multiplies a row by the last charge's factor, unless an event of the same batch has done so. */
  #decay(penalty: ElasticNet, page: Float64Array, at: number): void {
    const marks = at + this.#rows.marks
    if (penalty.decays(page, marks)) {
      for (let k = 0; k < this.#rows.scores; k++) (page[at + k] as number) *= penalty.decay
    }
    penalty.moved(page, marks)
  }

  /** Lets the rule take long steps again; the weights stay. */
  reopen(): void {
    const [rows, rule] = [this.#rows, this.#rule]
    for (let row = 0; row < rows.size; row++) rule.reopen?.(rows.page(row), rows.at(row), rows.block, rows.scores)
  }

  /** Makes room for more scores, whose weights are 0. */
  grow(scores: number): void {
    this.#rows.grow(scores)
  }

  /** Writes the rows as they lie, not caught up, and the penalties with which to catch up. */
  save(to: SnapshotWriter): void {
    this.#rows.save(to)
    this.#penalty?.save(to.child('penalty'))
  }

  /** Takes saved rows; the number of scores is that of the learner's labels, and set before. */
  load(from: SnapshotReader): void {
    this.#rows.load(from)
    this.#penalty?.load(from.child('penalty'))
  }
}
