import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { between, readArray } from '@rivulet/core/snapshot'
import type { Attribution } from './attribution.ts'
import { moveAll, moveOne, SQUARES, sumAll, sumOne, WEIGHTS } from './derivedColumns.ts'
import { DERIVED, DERIVED_EXPERTS } from './expertList.ts'
import { WEIGHT } from './experts.ts'
import { FeatureTable } from './featureTable.ts'
import type { Head, Linked } from './head.ts'
import { newClass } from './newClass.ts'

/** η_j. */
const RATES = Float64Array.from(DERIVED_EXPERTS, ({ rate }) => rate)

/** Scores stay within, so that a probability is never 0. */
const CLAMP = 30

/**
 * Four linear experts over inputs that are made of the features: leaves of trees, products of pairs.
 *
 * z_j = Σ_i u_ij v_i;  A_i += r² v_i²;  u_ij += η_j um r_j v_i/√A_i for three adaptive experts, and η_j um² r_j v_i for a
 * constant one;  um = √(T / Σ_t Σ_i v_i²), the factor that makes the average event have length 1
 *
 * Why: an input that is made comes with the same magnitude for ever, so it needs neither centring nor a scale, and four
 * step lengths do what nine do.
 */
export class DerivedExperts {
  /** A row for every input ever learned; row 0 is the bias. */
  table: FeatureTable
  /** The inputs of the event, the bias first: where their rows begin, and v. Scratch memory, as the scores are. */
  places: Uint32Array = new Uint32Array(64)
  values: Float64Array = new Float64Array(64)
  count = 0
  #linked: Linked
  #z: Float64Array
  #residuals: Float64Array
  #squares = 0
  #weight = 0
  /** Σ v² of the event. */
  #length = 0

  /** @param head - how scores become probabilities */
  constructor(head: Head) {
    this.table = new FeatureTable(WEIGHTS + head.rows * DERIVED)
    this.#linked = head.newLinked(DERIVED)
    this.#z = new Float64Array(head.rows * DERIVED)
    this.#residuals = new Float64Array(head.rows * DERIVED)
  }

  /** Begins an event of up to n inputs with the bias. */
  begin(n: number): void {
    if (n >= this.places.length) {
      this.places = new Uint32Array(2 * n)
      this.values = new Float64Array(2 * n)
    }
    this.places[0] = 0
    this.values[0] = 1
    this.count = 1
  }

  /** What the experts say of the event. */
  link(): Linked {
    const { places, values, count } = this
    const u = this.table.values
    const z = this.#z
    this.#length = z.length === DERIVED ? sumOne(places, values, count, u, z) : sumAll(places, values, count, u, z)
    for (let q = 0; q < z.length; q++) z[q] = clamp(z[q]!)
    return this.#linked.take(z)
  }

  /** One step of every expert at the event scored last. */
  step(linked: Linked, y: number, eta: number, weight: number): void {
    const { places, values, count } = this
    const u = this.table.values
    const f = this.#residuals
    const r2 = weight * linked.residuals(y, f)
    this.#squares += weight * this.#length
    this.#weight += weight
    const unit = Math.sqrt(this.#weight / this.#squares)
    const once = weight * eta * unit
    for (let q = 0; q < f.length; q += DERIVED) {
      f[q]! *= RATES[0]! * once
      f[q + 1]! *= RATES[1]! * once
      f[q + 2]! *= RATES[2]! * once
      f[q + 3]! *= RATES[3]! * once * unit
    }
    if (f.length === DERIVED) moveOne(places, values, count, u, f, r2)
    else moveAll(places, values, count, u, f, r2)
  }

  /** Takes in a class, and says what the experts say of the event at hand, if they were awake. */
  addClass(head: Head, linked: Linked | undefined, odds: number): Linked | undefined {
    const before = this.table.width
    this.table.widen(WEIGHTS + head.rows * DERIVED)
    for (let k = 0; k < this.count; k++) this.places[k] = (this.places[k]! / before) * this.table.width
    if (linked === undefined) this.#z.fill(0)
    const { z, biases } = newClass(this.#z, DERIVED, odds)
    for (const [j, bias] of biases.entries()) this.table.values[WEIGHTS + (head.rows - 1) * DERIVED + j] = bias
    this.#z = z
    this.#linked = head.newLinked(DERIVED)
    this.#residuals = new Float64Array(z.length)
    return linked === undefined ? undefined : this.#linked.take(z)
  }

  /** The mean weight of the input at a place, in what is explained; `first` is the first of the experts. */
  weight(place: number, to: Attribution, first: number): number {
    return to.weight(this.table.values, place + WEIGHTS, DERIVED, first)
  }

  /** A of the input at a place: how much was learned of it. */
  learned(place: number): number {
    return this.table.values[place + SQUARES]!
  }

  /** Forgets what was learned of an input. */
  clear(input: number): void {
    const at = this.table.placeOf(input)
    if (at > 0) this.table.values.fill(0, at, at + this.table.width)
  }

  /** Re-opens the steps after drift. */
  reopen(): void {
    const { width } = this.table
    const used = this.table.used()
    for (let at = SQUARES; at < used.length; at += width) used[at] = Math.min(used[at]!, 1)
  }

  /** Writes the rows and the sums. */
  save(to: SnapshotWriter): void {
    to.array('sums', [this.#squares, this.#weight])
    this.table.save(to.child('table'))
  }

  /**
   * Takes what was saved.
   *
   * @param limit - inputs are below it
   */
  load(from: SnapshotReader, limit: number): void {
    const [squares, weight] = readArray(from, 'sums', 'F64', 2, between(0, 1e150)) as unknown as [number, number]
    const weights = Array.from({ length: this.#z.length }, () => WEIGHT)
    // In place of one that may have rows already.
    this.table = new FeatureTable(this.table.columns)
    this.table.load(from.child('table'), [between(0, 1e150), between(0, 1.1e15), ...weights], limit)
    this.#squares = squares
    this.#weight = weight
  }
}

function clamp(z: number): number {
  if (z > CLAMP) return CLAMP
  if (z < -CLAMP) return -CLAMP
  return z
}
