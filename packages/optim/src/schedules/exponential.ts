import { check, checkPositive, pow, type Schedule } from '@rivulet/core'

/**
 * A step size that loses the same share with every event.
 *
 * η(t) = η₀ cᵗ
 *
 * Robbins–Monro does not hold (Σ η = η₀ / (1 − c) is finite): the weights can move only so far and then stand still.
 * For a fixed number of passes over data, not for a stream without end.
 *
 * @param eta0 - η₀ > 0
 * @param c - what is left of the step after an event, 0 < c ≤ 1
 *
 * @example
 * ```ts
 * import { exponential } from '@rivulet/optim'
 *
 * exponential(1, 0.5)(3) // => 0.125
 * ```
 *
 * @see Bottou, Curtis & Nocedal (2018), Optimization Methods for Large-Scale Machine Learning
 */
export function exponential(eta0: number, c: number): Schedule {
  checkPositive('eta0', eta0)
  check(typeof c === 'number' && c > 0 && c <= 1, 'c', 'above 0 and at most 1', c)
  return (t) => eta0 * pow(c, t)
}
