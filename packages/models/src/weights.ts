import {
  check,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
  type Vector,
  type VectorLimits,
} from '@rivulet/core'
import { between, finite, type NumberRange } from '@rivulet/core/snapshot'
import { FeatureTable, Gathered, RowLoops } from '@rivulet/core/table'
import { ElasticNet, sgd, type UpdateRule } from '@rivulet/optim'
import { BoundedRows } from './boundedRows.ts'
import { checkWork } from './checkWork.ts'
import { MAX_BYTES, type MemoryUse } from './memoryUse.ts'
import { PenalisedRows } from './penalisedRows.ts'

/** What a weight may be in a snapshot: its product with a feature is finite, and an ordinary step leaves the largest as it is. */
const WEIGHT: NumberRange = between(-1e207, 1e207)

/** How weights are updated. */
export interface WeightOptions {
  /** The rule, default `sgd`. */
  readonly rule?: UpdateRule
  readonly l1?: number
  readonly l2?: number
  /** Whether there is a bias; default true. */
  readonly bias?: boolean
  /** The most bytes that the weights may take, default 1 GiB. */
  readonly maxBytes?: number
}

/**
 * The weights of a linear model, one for each feature and score, with what the update rule remembers about each.
 * An event costs its non-zeros; a feature's row is allocated when it is first learned with a value that is not 0.
 *
 * An event is taken once, by `score` or `take`; what follows is about it. With penalties, a step is  `score` → `settle` →
 * `charge` → `step`:  the rows of the event's own features are caught up and moved, all others only
 * later, when they are read. Reading by `score` and `weight` changes nothing. The bias is exempt.
 */
export class Weights implements Stateful {
  readonly #table: FeatureTable
  readonly #room: BoundedRows
  readonly #event: Gathered
  readonly #loops: RowLoops
  readonly #rule: UpdateRule
  readonly #penalised: PenalisedRows | undefined

  /**
   * @param scores - how many scores, K
   * @param limits - what an event has to keep to
   * @param options - how they are updated
   * @param open - whether more scores may come
   */
  constructor(scores: number, limits: VectorLimits, options: WeightOptions = {}, open = false) {
    const { rule = sgd(), l1 = 0, l2 = 0, bias = true, maxBytes = MAX_BYTES } = options
    const penalty = l1 === 0 && l2 === 0 ? undefined : new ElasticNet({ l1, l2 })
    const marks = penalty === undefined ? 0 : ElasticNet.marks
    this.#rule = rule
    this.#table = new FeatureTable({ scores, blocks: 1 + rule.memory, marks, features: limits.features, bias })
    this.#room = new BoundedRows(this.#table, { maxBytes, open })
    this.#event = new Gathered(this.#table, limits, bias)
    this.#loops = new RowLoops(this.#table, this.#event)
    this.#penalised = penalty && new PenalisedRows(this.#table, this.#event, penalty, bias)
  }

  /** How many scores there are, K. */
  get scores(): number {
    return this.#table.scores
  }

  /** How full the memory is. */
  get memory(): MemoryUse {
    return this.#room.memory
  }

  /** Whether there is room for so many scores. */
  fits(scores: number): boolean {
    return this.#room.fits(scores)
  }

  /** The features that have weights, in the order in which they were first learned. */
  get features(): readonly number[] {
    return this.#table.features
  }

  /** The weight of a feature for a score; 0 for a feature never learned. Without a feature, the bias. */
  weight(score: number, feature?: number): number {
    const at = feature === undefined ? 0 : this.#table.find(feature)
    if (feature !== undefined && at === 0) return 0
    const w = this.#table.values[at + this.#table.first + score] as number
    return (at === 0 ? w : (this.#penalised?.read(at, w) ?? w)) + 0
  }

  /** Puts a weight in the place of the one there is, caught up with the penalties; the rest of its row stays. Without a feature, the bias. */
  place(score: number, value: number, feature?: number): void {
    const fresh = feature !== undefined && this.#table.find(feature) === 0
    if (fresh && value === 0) return
    const at = feature === undefined ? 0 : this.#room.admit(feature)
    const { maxBytes } = this.memory
    check(feature === undefined || at > 0, 'maxBytes', 'enough for the features that are given weights', maxBytes)
    if (feature !== undefined) this.#penalised?.settleRow(at, fresh)
    this.#table.values[at + this.#table.first + score] = value
    this.#event.forget()
  }

  /**
   * Takes an event: checks it, looks up its features, and writes z_k = b_k + Σ_i w_ik x_i into `z`, unless it was scored
   * last and nothing was learned since: then they are there.
   *
   * @param z - the same array every time
   * @throws InvalidEvent for features that are none
   */
  score(x: Vector, z: Float64Array): void {
    if (this.#event.holds(x)) return
    this.take(x)
    if (this.#penalised === undefined) this.#loops.scores(z)
    else this.#penalised.score(z)
    this.#event.hold()
  }

  /** Takes an event without its scores. */
  take(x: Vector): void {
    this.#event.gather(x)
    checkWork(x, this.scores)
  }

  /** Gives a row to every feature of the event taken that has none, as long as there is room. */
  admit(x: Vector): void {
    if (this.#event.complete) return
    this.#room.admitAll(x)
    this.#event.gather(x)
  }

  /** Catches up, before a step, with what the penalties did to the event's rows since they were last moved. */
  settle(): void {
    this.#penalised?.settle()
  }

  /** Counts one step of size η for the penalties. */
  charge(eta: number): void {
    this.#penalised?.penalty.charge(eta)
    this.#event.forget()
  }

  /** The first pass of a rule that has one: sums over the rows of the bias and of every non-zero. */
  measure(gradient: Float64Array, sums: Float64Array): void {
    this.#loops.measure(this.#rule, gradient, sums)
  }

  /** One step of the rule on every row of a non-zero, and on the bias. */
  step(gradient: Float64Array, eta: number): void {
    this.#penalised?.decay()
    this.#loops.step(this.#rule, gradient, eta)
    this.#event.forget()
  }

  /** Lets the rule take long steps again; the weights stay. */
  reopen(): void {
    const { values, first, block, scores } = this.#table
    for (const at of this.#table.places) this.#rule.reopen?.(values, at + first, block, scores)
  }

  /** Makes room for more scores, whose weights are 0. The event taken has to be taken again. */
  grow(scores: number): void {
    this.#table.grow(scores)
    this.#event.forget()
  }

  /** Writes the rows as they lie, not caught up, and the penalties with which to catch up. */
  save(to: SnapshotWriter): void {
    this.#table.save(to)
    this.#room.save(to)
    this.#penalised?.penalty.save(to.child('penalty'))
  }

  /** Takes saved rows; the number of scores is that of the learner's labels, and set before. */
  load(from: SnapshotReader): void {
    const { scores } = this.#table
    const blocks = [WEIGHT, ...Array.from({ length: this.#rule.memory }, (_, m) => this.#rule.ranges?.[m] ?? finite)]
    this.#table.load(
      from,
      blocks.flatMap((range) => Array.from({ length: scores }, () => range)),
    )
    this.#room.load(from)
    this.#event.forget()
    this.#penalised?.load(from.child('penalty'))
  }
}
