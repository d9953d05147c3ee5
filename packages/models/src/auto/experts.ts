import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import type { Inputs } from './inputs.ts'
import type { NormalizedInputs } from './normalizedInputs.ts'
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
const DAMPED = 4
const CONSTANT = 6

/** What A_i is raised by in the damped family: about 20 events of a coin toss. */
const OFFSET = 5

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
 * @see Duchi, Hazan & Singer (2011), Adaptive Subgradient Methods (the adaptive family)
 * @see Nagumo & Noda (1967), A learning method for system identification (the constant one)
 */
export class Experts {
  /** Per slot: u of class 0's experts, of class 1's, … */
  readonly #weights: Table

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

  /** z = Σ_i u_i s_i for every row and expert. */
  scores(inputs: Inputs, z: Float64Array): void {
    const { slots, scaled, count } = inputs
    const { width, values } = this.#weights
    z.fill(0, 0, width)
    for (let k = 0; k < count; k++) {
      const s = scaled[k]!
      const at = slots[k]! * width
      for (let j = 0; j < width; j++) z[j]! += values[at + j]! * s
    }
  }

  /** h_i in each family, and Σ s_i h_i: how far a step of length 1 at a residual of 1 moves a score. */
  reach(inputs: Inputs, scale: NormalizedInputs): Readonly<Record<StepFamily, number>> {
    const { slots, scaled, adaptive, damped, count } = inputs
    const reach = { adaptive: 0, damped: 0, constant: 0 }
    for (let k = 0; k < count; k++) {
      const a = scale.accumulator(slots[k]!)
      const s = scaled[k]!
      adaptive[k] = a > LEAST ? s / Math.sqrt(a) : 0
      damped[k] = s / Math.sqrt(a + OFFSET)
      reach.adaptive += s * adaptive[k]!
      reach.damped += s * damped[k]!
      reach.constant += s * s
    }
    return reach
  }

  /** u_ij += f_j h_i. */
  step(inputs: Inputs, f: Float64Array): void {
    const { slots, scaled, adaptive, damped, count } = inputs
    const { width, values: u } = this.#weights
    for (let k = 0; k < count; k++) {
      const a = adaptive[k]!
      const d = damped[k]!
      const s = scaled[k]!
      let at = slots[k]! * width
      for (let row = 0; row < width; row += J) {
        for (let j = row; j < row + DAMPED; j++) u[at++]! += f[j]! * a
        for (let j = row + DAMPED; j < row + CONSTANT; j++) u[at++]! += f[j]! * d
        for (let j = row + CONSTANT; j < row + J; j++) u[at++]! += f[j]! * s
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
