import type { Schedule } from '@rivulet/core'
import type { NumberRange } from '@rivulet/core/snapshot'
import type { RuleKernel } from '@rivulet/core/table'
import type { Loss } from '../losses/loss.ts'

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
  /** What those numbers may be in a snapshot, block by block; any finite ones unless given. */
  readonly ranges?: readonly NumberRange[]
  /** The step size that it uses unless told otherwise. */
  readonly schedule: Schedule
  /**
   * The loop over all rows of an event that does the same in less time, if there is one: the same number for every number
   * of `step`, and of the event's `measure`.
   */
  readonly kernel?: RuleKernel
  /** What it has to know of the whole event before the first step. */
  readonly event?: EventPass
  /**
   * Moves the weights of one feature.
   *
   * @param rows - the array that holds the row
   * @param at - where the row begins
   * @param block - the size of a block, ≥ the number of scores
   * @param gradient - ∂ℓ/∂z_k for every score, as {@link EventPass.aim} left it
   * @param x - the feature's value in this event, not 0
   * @param eta - the step size
   */
  step(rows: Float64Array, at: number, block: number, gradient: ArrayLike<number>, x: number, eta: number): void
  /**
   * Forgets, after drift, the past gradients that have made the steps of one feature short. Its weights stay, and what is
   * known of its scale. A rule that remembers no gradients has none.
   *
   * @param rows - the array that holds the row
   * @param at - where the row begins
   * @param block - the size of a block
   * @param scores - how many scores there are, K
   */
  reopen?(rows: Float64Array, at: number, block: number, scores: number): void
}

/** A first pass over an event, for rules whose step depends on all its features together. An event with gradient 0 has none. */
export interface EventPass {
  /** How many numbers it remembers from event to event. */
  readonly memory: number
  /** Whether it may remember these: a snapshot with others is refused. */
  holds?(memory: ArrayLike<number>): boolean
  /**
   * Sees one feature, as in {@link UpdateRule.step}.
   *
   * @param sums - K + 1 numbers, 0 when the event begins: one for each score and one for the event
   */
  measure(
    rows: Float64Array,
    at: number,
    block: number,
    gradient: ArrayLike<number>,
    x: number,
    sums: Float64Array,
  ): void
  /**
   * Rewrites the gradient into what the steps multiply by −η.
   *
   * @param memory - what it remembers, changed
   * @param loss - the loss that the gradient is of
   * @param value - ℓ before the step
   */
  aim(
    gradient: Float64Array,
    sums: Float64Array,
    memory: Float64Array,
    eta: number,
    loss: Loss,
    value: () => number,
  ): void
}
