import { checkNotNegative, checkOptions, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { between, checkColumns, checkSaved, natural, probability, readArray } from '@rivulet/core/snapshot'

/** Below it the product of shrinkages is begun anew, long before it underflows. */
const LEAST = 2 ** -512

/** What S may be in a snapshot. */
const SUM = between(0, 1e300)

/** The strengths of the two penalties. */
export interface ElasticNetOptions {
  /** λ₁ ≥ 0, default 0. */
  readonly l1?: number
  /** λ₂ ≥ 0, default 0. */
  readonly l2?: number
}

/**
 * The L1 and L2 penalties, jointly, at the cost of an event's non-zeros.
 *
 * loss + λ₁ ‖w‖₁ + λ₂/2 ‖w‖²,  so every step  w ← cut(a w − η g x, η λ₁),  a = max(0, 1 − η λ₂),  cut(v, b) = sgn(v) max(0, |v| − b)
 *
 * A weight whose feature is absent has g x = 0, and what k such steps do to it is known in closed form:
 *
 * w ← cut(A_t/A_m w, A_t (S_t − S_m)),  A = Π a,  S = Σ η λ₁ / A
 *
 * So only A and S are moved with every step; a row keeps the A and S of its own last step as its mark, and is caught up when
 * it is read. When A falls below 2⁻⁵¹² a new age begins with A = 1; a weight that slept through a whole age is 0.
 *
 * @example
 * ```ts
 * import { ElasticNet } from '@rivulet/optim'
 *
 * const penalty = new ElasticNet({ l1: 0.1, l2: 0.5 })
 * const marks = new Float64Array(ElasticNet.marks)
 * penalty.settled(marks, 0)
 * penalty.charge(1) // => 0.5
 * penalty.charge(1)
 * penalty.since(marks, 0)
 * penalty.shrink(8) // => (8 * 0.5 - 0.1) * 0.5 - 0.1
 * ```
 *
 * @see Duchi & Singer (2009), Efficient Online and Batch Learning Using Forward Backward Splitting
 * @see Langford, Li & Zhang (2009), Sparse Online Learning via Truncated Gradient
 */
export class ElasticNet implements Stateful {
  /** How many numbers a row's mark has. */
  static readonly marks: number = 3

  readonly l1: number
  readonly l2: number
  /** The factor a of the last step. */
  decay = 1
  #age = 0
  #a = 1
  #s = 0
  /** S before the last step. */
  #before = 0
  /** A and S at the end of the age before this one. */
  #lastA = 1
  #lastS = 0
  #scale = 1
  #cut = 0

  /** @throws RangeError for a strength that is negative or not finite */
  constructor(options: ElasticNetOptions) {
    checkOptions<ElasticNetOptions>('ElasticNet', options, ['l1', 'l2'])
    const { l1 = 0, l2 = 0 } = options
    checkNotNegative('l1', l1)
    checkNotNegative('l2', l2)
    this.l1 = l1
    this.l2 = l2
  }

  /** Counts one step of size η for all weights, and returns a: the weights that the step moves are to be multiplied by it first. */
  charge(eta: number): number {
    if (this.#a < LEAST) {
      this.#age += 1
      this.#lastA = this.#a
      this.#lastS = this.#s
      this.#a = 1
      this.#s = 0
    }
    this.decay = Math.max(0, 1 - eta * this.l2)
    if (this.decay > 0) this.#a *= this.decay
    else {
      // Every weight is 0 now: two ages later no mark is remembered.
      this.#age += 2
      this.#a = 1
      this.#s = 0
    }
    this.#before = this.#s
    this.#s += (eta * this.l1) / this.#a
    return this.decay
  }

  /** Marks a row that is caught up. */
  settled(marks: Float64Array, at: number): void {
    this.#mark(marks, at, this.#s)
  }

  /** Marks a row that the last step has moved: of that step only the cut is left to do. */
  moved(marks: Float64Array, at: number): void {
    this.#mark(marks, at, this.#before)
  }

  /** Whether a row still has to be multiplied by the last step's a. */
  decays(marks: Float64Array, at: number): boolean {
    return marks[at + 1] !== this.#a || marks[at] !== this.#age
  }

  /** Works out what the steps since a row's mark did to it, for `shrink`. */
  since(marks: Float64Array, at: number): void {
    const age = marks[at] as number
    const a = marks[at + 1] as number
    const s = marks[at + 2] as number
    if (age === this.#age) {
      this.#scale = this.#a / a
      this.#cut = this.#a * (this.#s - s)
    } else if (age === this.#age - 1) {
      this.#scale = this.#a * (this.#lastA / a)
      this.#cut = this.#a * (this.#lastA * (this.#lastS - s) + this.#s)
    } else {
      this.#scale = 0
      this.#cut = 0
    }
  }

  /** The weight that a weight of the row given to `since` has become. */
  shrink(w: number): number {
    const v = this.#scale * w
    return v > this.#cut ? v - this.#cut : v < -this.#cut ? v + this.#cut : 0
  }

  /** Whether a row may have been marked so by now: a snapshot with other marks is refused. */
  knows(marks: Float64Array, at: number): boolean {
    const [age, a, s] = marks.subarray(at, at + 3) as unknown as [number, number, number]
    if (!(Number.isInteger(age) && age >= 0 && age <= this.#age && a > 0 && a <= 1 && s >= 0)) return false
    if (age === this.#age) return a >= this.#a && s <= this.#s
    return age < this.#age - 1 || (a >= this.#lastA && s <= this.#lastS)
  }

  /** Writes the age, and A and S of this and the last one. */
  save(to: SnapshotWriter): void {
    to.array('state', [this.#age, this.#a, this.#s, this.#lastA, this.#lastS])
  }

  /** Goes on where the saved penalties were. */
  load(from: SnapshotReader): void {
    const state = readArray(from, 'state', 'F64', 5)
    checkColumns(state, 'state', [natural, probability, SUM, probability, SUM])
    const [age, a, s, lastA, lastS] = state as unknown as [number, number, number, number, number]
    checkSaved(a > 0 && lastA > 0, 'state', 'of shrinkages > 0', state)
    this.#age = age
    this.#a = a
    this.#s = s
    this.#before = s
    this.#lastA = lastA
    this.#lastS = lastS
  }

  #mark(marks: Float64Array, at: number, s: number): void {
    marks[at] = this.#age
    marks[at + 1] = this.#a
    marks[at + 2] = s
  }
}
