import { between, type NumberRange } from '@rivulet/core/snapshot'
import * as columns from './accumulation.ts'
import { EXPERTS, J } from './expertList.ts'
import type { FeatureTable } from './featureTable.ts'
import type { Inputs } from './inputs.ts'

// Bound here, for V8 inlines what is a module's own.
const { ADAPTIVE, DAMPED, WEIGHTS } = columns

/** What a weight may be in a snapshot: no step is longer than 10¹¹⁷, and adding one to the largest leaves it as it is. */
export const WEIGHT: NumberRange = between(-1e150, 1e150)

/** η_j. */
const RATES = Float64Array.from(EXPERTS, ({ rate }) => rate)

/** A place fits in 30 bits and a column in 28. Saying so spares V8 asking, for each weight, whether their sum fits in 32. */
const PLACES = 2 ** 30 - 1
const COLUMNS = 2 ** 28 - 1

/** The first of the constant family. */
const CONSTANT = EXPERTS.findIndex(({ family }) => family === 'constant')

/** Scores stay within, so that a probability is never 0. */
const CLAMP = 30

/**
 * The weights of nine learners over one accumulator, in three families of steps.
 *
 * u_ij += f_j h_i, with h_i = s_i/√A_i (adaptive: long at first, then ever shorter), s_i/√(A_i + 5) (damped: the same
 * without the first leaps), s_i (constant: never shorter, for what drifts), and f_j = η_j um (y − p_j), or η_j um² for
 * the constant family
 *
 * Why: no step length is right for every stream, nor for a stream at all times. Side by side in one pass they cost one
 * reading of the event; a feature's weights lie together, class by class and in it expert by expert.
 *
 * Worth: the log loss of five real streams is higher by 4.5 % without the adaptive family, 2.1 % without the constant, 0.5 %
 * without the damped, 1.3 % with all steps explicit. The slowest expert halves the price of pure noise.
 *
 * @see Duchi, Hazan & Singer (2011), Adaptive Subgradient Methods (the adaptive family)
 * @see Nagumo & Noda (1967), A learning method for system identification (the constant one)
 */
export class Experts {
  readonly #table: FeatureTable
  readonly #lengths: Float64Array = new Float64Array(J)

  /** @param table - where the weights are */
  constructor(table: FeatureTable) {
    this.#table = table
  }

  /** u of the feature at a place, of one row and expert. */
  weight(at: number, row: number, expert: number): number {
    return this.#table.values[at + WEIGHTS + row * J + expert]!
  }

  /** Sets the bias of a row. */
  setBias(row: number, expert: number, value: number): void {
    this.#table.values[WEIGHTS + row * J + expert] = value
  }

  /** z = Σ_i u_i s_i for every row and expert. The nine are written out: in registers they take half the time. */
  scores({ places, scaled, count: all }: Inputs, z: Float64Array): void {
    const { values: u } = this.#table
    for (let row = 0; row < z.length; row += J) {
      const first = (WEIGHTS + row) & COLUMNS
      let z0 = 0
      let z1 = 0
      let z2 = 0
      let z3 = 0
      let z4 = 0
      let z5 = 0
      let z6 = 0
      let z7 = 0
      let z8 = 0
      for (let k = 0; k < all; k++) {
        const s = scaled[k]!
        const at = (places[k]! & PLACES) + first
        z0 += u[at]! * s
        z1 += u[at + 1]! * s
        z2 += u[at + 2]! * s
        z3 += u[at + 3]! * s
        z4 += u[at + 4]! * s
        z5 += u[at + 5]! * s
        z6 += u[at + 6]! * s
        z7 += u[at + 7]! * s
        z8 += u[at + 8]! * s
      }
      z[row] = clamp(z0)
      z[row + 1] = clamp(z1)
      z[row + 2] = clamp(z2)
      z[row + 3] = clamp(z3)
      z[row + 4] = clamp(z4)
      z[row + 5] = clamp(z5)
      z[row + 6] = clamp(z6)
      z[row + 7] = clamp(z7)
      z[row + 8] = clamp(z8)
    }
  }

  /** The length of every expert's step: η_j um, or η_j um² for the constant family, times `times`. */
  lengths(unit: number, times: number): Float64Array {
    const lengths = this.#lengths
    const once = times * unit
    for (let j = 0; j < CONSTANT; j++) lengths[j] = RATES[j]! * once
    for (let j = CONSTANT; j < J; j++) lengths[j] = RATES[j]! * (once * unit)
    return lengths
  }

  /** u_ij += f_j h_i, f_j = length_j residual_j. */
  step({ places, scaled, count: all }: Inputs, residuals: Float64Array, lengths: Float64Array): void {
    const { values: u } = this.#table
    for (let row = 0; row < residuals.length; row += J) {
      const first = (WEIGHTS + row) & COLUMNS
      const f0 = lengths[0]! * residuals[row]!
      const f1 = lengths[1]! * residuals[row + 1]!
      const f2 = lengths[2]! * residuals[row + 2]!
      const f3 = lengths[3]! * residuals[row + 3]!
      const f4 = lengths[4]! * residuals[row + 4]!
      const f5 = lengths[5]! * residuals[row + 5]!
      const f6 = lengths[6]! * residuals[row + 6]!
      const f7 = lengths[7]! * residuals[row + 7]!
      const f8 = lengths[8]! * residuals[row + 8]!
      for (let k = 0; k < all; k++) {
        const place = places[k]! & PLACES
        const s = scaled[k]!
        const a = s * u[place + ADAPTIVE]!
        const d = s * u[place + DAMPED]!
        const at = place + first
        u[at]! += f0 * a
        u[at + 1]! += f1 * a
        u[at + 2]! += f2 * a
        u[at + 3]! += f3 * a
        u[at + 4]! += f4 * d
        u[at + 5]! += f5 * d
        u[at + 6]! += f6 * s
        u[at + 7]! += f7 * s
        u[at + 8]! += f8 * s
      }
    }
  }
}

function clamp(z: number): number {
  if (z > CLAMP) return CLAMP
  if (z < -CLAMP) return -CLAMP
  return z
}
