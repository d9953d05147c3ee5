import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import type { Inputs } from './inputs.ts'
import { Table } from './table.ts'

/** How a step length depends on the past: see {@link Experts}. */
export type StepFamily = 'adaptive' | 'damped' | 'constant'

/** One learner of the mixture. */
export interface Expert {
  readonly family: StepFamily
  /** η_j. */
  readonly rate: number
  /** Whether the residual is taken where the step lands; the longest steps would overshoot otherwise. */
  readonly implicit: boolean
}

/** An expert, and how much of the mixture it has. */
export interface MixtureMember extends Expert {
  /** π_j; they sum to 1. */
  readonly weight: number
}

/** The experts, in the order of their families; weights and beliefs lie in this order. */
export const EXPERTS: readonly Expert[] = [
  { family: 'adaptive', rate: 0.03, implicit: false },
  { family: 'adaptive', rate: 1, implicit: false },
  { family: 'adaptive', rate: 10, implicit: false },
  { family: 'adaptive', rate: 100, implicit: true },
  { family: 'damped', rate: 0.3, implicit: false },
  { family: 'damped', rate: 3, implicit: false },
  { family: 'constant', rate: 0.1, implicit: false },
  { family: 'constant', rate: 1, implicit: false },
  { family: 'constant', rate: 10, implicit: true },
]

/** How many experts there are. */
export const J = 9

/** What A_i is raised by in the damped family: about 20 events of a coin toss. */
const OFFSET = 5

/** η_j, and the place of each expert's family in {@link Experts.reach}, as the inner loop wants them. */
export const RATES: Float64Array = Float64Array.from(EXPERTS, ({ rate }) => rate)
export const FAMILIES: Uint8Array = Uint8Array.from(EXPERTS, ({ family }) =>
  ['adaptive', 'damped', 'constant'].indexOf(family),
)

/** Below this, A_i is no scale to divide by. */
const LEAST = 1e-30

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
  /** Per slot: u of class 0's experts, of class 1's, … */
  readonly #weights: Table
  readonly #reach: Float64Array = new Float64Array(3)

  /** @param rows - scores an expert gives: 1 for two classes, else one a class */
  constructor(rows: number) {
    this.#weights = new Table(J * rows)
  }

  /** Room for more classes. */
  widen(rows: number): void {
    this.#weights.widen(J * rows)
  }

  /** u of one slot, row and expert. */
  weight(slot: number, row: number, expert: number): number {
    const { width, values } = this.#weights
    return values[slot * width + row * J + expert]!
  }

  /** Sets the bias of a row. */
  setBias(row: number, expert: number, value: number): void {
    this.#weights.values[row * J + expert] = value
  }

  /** z = Σ_i u_i s_i for every row and expert. The nine are written out: in registers they take half the time. */
  scores(inputs: Inputs, z: Float64Array): void {
    const { slots, scaled, count } = inputs
    const { width, values: u } = this.#weights
    for (let row = 0; row < width; row += J) {
      let [z0, z1, z2, z3, z4, z5, z6, z7, z8] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
      for (let k = 0; k < count; k++) {
        const s = scaled[k]!
        const at = slots[k]! * width + row
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
      z[row] = z0
      z[row + 1] = z1
      z[row + 2] = z2
      z[row + 3] = z3
      z[row + 4] = z4
      z[row + 5] = z5
      z[row + 6] = z6
      z[row + 7] = z7
      z[row + 8] = z8
    }
  }

  /** h_i in each family, and Σ s_i h_i of each: how far a step of length 1 at a residual of 1 moves a score. */
  reach(inputs: Inputs): Float64Array {
    const { scaled, accumulated, adaptive, damped, count } = inputs
    let [first, second, third] = [0, 0, 0]
    for (let k = 0; k < count; k++) {
      const a = accumulated[k]!
      const s = scaled[k]!
      const h = a > LEAST ? s / Math.sqrt(a) : 0
      const slow = s / Math.sqrt(a + OFFSET)
      adaptive[k] = h
      damped[k] = slow
      first += s * h
      second += s * slow
      third += s * s
    }
    this.#reach[0] = first
    this.#reach[1] = second
    this.#reach[2] = third
    return this.#reach
  }

  /** u_ij += f_j h_i. */
  step(inputs: Inputs, f: Float64Array): void {
    const { slots, scaled, adaptive, damped, count } = inputs
    const { width, values: u } = this.#weights
    for (let row = 0; row < width; row += J) {
      const [f0, f1, f2, f3] = [f[row]!, f[row + 1]!, f[row + 2]!, f[row + 3]!]
      const [f4, f5, f6, f7, f8] = [f[row + 4]!, f[row + 5]!, f[row + 6]!, f[row + 7]!, f[row + 8]!]
      for (let k = 0; k < count; k++) {
        const a = adaptive[k]!
        const d = damped[k]!
        const s = scaled[k]!
        const at = slots[k]! * width + row
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

  /** Room for so many slots. */
  grow(size: number): void {
    this.#weights.grow(size)
  }

  /** Writes the weights. */
  save(to: SnapshotWriter): void {
    to.array('weights', this.#weights.used())
  }

  /** Takes what was saved, for so many slots. */
  load(from: SnapshotReader, size: number): void {
    this.#weights.restore(from.array('weights'), size)
  }
}
