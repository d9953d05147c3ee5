import type { Schedule } from '@rivulet/core'

/**
 * How a gradient moves the weights of one feature.
 *
 * The weights lie feature-major: the row of a feature holds its weight for every score side by side, and behind them, in
 * blocks of the same size, what the rule remembers about each of those weights.
 *
 * row = [ w_0 … w_(K−1) | m_0 … m_(K−1) | … ]
 */
export interface UpdateRule {
  /** The rule and its hyper-parameters, as a snapshot keeps them: `sgd`. */
  readonly name: string
  /** How many numbers it remembers beside each weight. */
  readonly memory: number
  /** The step size that it uses unless told otherwise. */
  readonly schedule: Schedule
  /**
   * Moves the weights of one feature.
   *
   * @param rows - the array that holds the row
   * @param at - where the row begins
   * @param block - the size of a block, ≥ the number of scores
   * @param gradient - ∂ℓ/∂z_k for every score
   * @param x - the feature's value in this event, not 0
   * @param eta - the step size
   */
  step(rows: Float64Array, at: number, block: number, gradient: ArrayLike<number>, x: number, eta: number): void
}
