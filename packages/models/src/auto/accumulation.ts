import { between, type NumberRange } from '@rivulet/core/snapshot'
import * as centring from './centringColumns.ts'
import type { FeatureTable } from './featureTable.ts'
import type { Inputs } from './inputs.ts'
import type { NormalizedInputs } from './normalizedInputs.ts'
import * as normalizing from './normalizedInputs.ts'

// Bound here, for V8 inlines what is a module's own.
const { count } = centring
const { accumulated, grow, isPlain, largestOf } = normalizing

/** Columns: 1/√A_i and 1/√(A_i + 5), which are taken again once A_i has grown by 1.6 %; and the first of the weights. */
export const ADAPTIVE: number = normalizing.NORMALIZING_COLUMNS
export const DAMPED: number = ADAPTIVE + 1
export const WEIGHTS: number = DAMPED + 1

/** What the roots may be in a snapshot: 1/√A_i is 0 for an A_i below 10⁻³⁰. */
export const ROOT_COLUMNS: readonly NumberRange[] = [between(0, 1.1e15), between(0, 1)]

/** What A_i is raised by in the damped family: about 20 events of a coin toss. */
const OFFSET = 5

/** A value below N/8 has an s² below this, which is looked at first. */
const SMALL = 1 / 64

/** Below this, A_i is no scale to divide by. */
const LEAST = 1e-30

/**
 * What an event adds, feature by feature, to everything that the steps of {@link Experts} are made of beside the weights: counts
 * and means, the largest input, and A_i = Σ r² s_i² with its roots.
 */
export class Accumulation {
  readonly #table: FeatureTable
  readonly #reach: Float64Array = new Float64Array(2)
  /** The features for which a span ends with the event. */
  #ends: Uint32Array = new Uint32Array(64)
  #ending = 0

  /** @param table - where the columns are */
  constructor(table: FeatureTable) {
    this.#table = table
  }

  /**
   * Takes the event into c, m, N and A, and gives Σ s_i h_i of the adaptive family and of the constant one: how far a step
   * of length 1 at a residual of 1 moves a score.
   */
  take(inputs: Inputs, r2: number, scale: NormalizedInputs): Float64Array {
    const { places, values, scaled, centred: xs, gathered, count: all } = inputs
    const { values: table } = this.#table
    let adaptively = 0
    let constantly = 0
    let ends = 0
    if (this.#ends.length < all) this.#ends = new Uint32Array(2 * all)
    for (let k = 0; k < all; k++) {
      const at = places[k]!
      const s = scaled[k]!
      const square = s * s
      const x = xs[k]!
      const magnitude = x < 0 ? -x : x
      let largest = largestOf(table, at)
      if (magnitude > largest) {
        if (isPlain(magnitude, largest) || scale.accepts(at)) {
          grow(table, at, magnitude)
          largest = magnitude
        }
      }
      const a = accumulated(table, at, r2 * square)
      let root = table[at + ADAPTIVE]!
      const grown = a * root * root
      if (!(grown > 0.999 && grown < 1.016)) {
        root = a > LEAST ? 1 / Math.sqrt(a) : 0
        table[at + ADAPTIVE] = root
        table[at + DAMPED] = 1 / Math.sqrt(a + OFFSET)
      }
      adaptively += square * root
      constantly += square
      if (k === 0 || k >= gathered) continue
      if (square < SMALL) scale.countSmall(at, magnitude)
      const kept = magnitude > largest ? scale.withoutSpike(at, values[k]!, x) : values[k]!
      if (count(table, at, kept)) this.#ends[ends++] = at
    }
    this.#ending = ends
    this.#reach[0] = adaptively
    this.#reach[1] = constantly
    return this.#reach
  }

  /** Ends the spans of those features for which the event just learned was the last of one. */
  endSpans(scale: NormalizedInputs): void {
    const { values: table, columns } = this.#table
    for (let i = 0; i < this.#ending; i++) {
      const at = this.#ends[i]!
      const ratio = scale.endSpan(at)
      if (ratio !== 1) for (let u = at + WEIGHTS; u < at + columns; u++) table[u]! *= ratio
    }
  }
}
