import { check, checkPositive, pow, type Schedule } from '@rivulet/core'

/**
 * A step size that decays with a power of the count; the default of plain SGD, with p = ½.
 *
 * η(t) = η₀ / (t + 1)^p
 *
 * Robbins–Monro (Σ η = ∞, Σ η² < ∞) holds for ½ < p ≤ 1. With p = ½ it just fails, and the regret against the best fixed
 * weights is still O(√t). With p = 1 and squared error SGD is the running mean; for classification 1/t is popular and bad:
 * the step dies before the weights arrive.
 *
 * @param eta0 - η₀ > 0
 * @param p - the power, 0 ≤ p ≤ 1, default ½
 *
 * @example
 * ```ts
 * import { inverseScaling } from '@rivulet/optim'
 *
 * inverseScaling(0.5)(24) // => 0.1
 * inverseScaling(1, 1)(3) // => 0.25
 * ```
 *
 * @see Robbins & Monro (1951), A Stochastic Approximation Method
 * @see Zinkevich (2003), Online Convex Programming and Generalized Infinitesimal Gradient Ascent, for p = ½
 */
export function inverseScaling(eta0: number, p = 0.5): Schedule {
  checkPositive('eta0', eta0)
  check(typeof p === 'number' && p >= 0 && p <= 1, 'p', 'from 0 to 1', p)
  if (p === 0.5) return (t) => eta0 / Math.sqrt(t + 1)
  if (p === 1) return (t) => eta0 / (t + 1)
  return (t) => eta0 / pow(t + 1, p)
}
