import { checkPositive, type Schedule } from '@rivulet/core'

/**
 * A step size that never changes.
 *
 * η(t) = η₀
 *
 * Robbins–Monro does not hold (Σ η² = ∞): the weights do not settle but go on to wander about the optimum, at a distance
 * of about √η₀. That is the price of following a world that drifts.
 *
 * @param eta0 - η₀ > 0
 *
 * @example
 * ```ts
 * import { constant } from '@rivulet/optim'
 *
 * constant(0.1)(1_000_000) // => 0.1
 * ```
 *
 * @see Robbins & Monro (1951), A Stochastic Approximation Method
 */
export function constant(eta0: number): Schedule {
  checkPositive('eta0', eta0)
  return () => eta0
}
