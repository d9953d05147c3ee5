import { check, checkNotNegative, checkPositive, pow, type Schedule } from '@rivulet/core'

/**
 * A step size that stays for about 1/k events before it decays.
 *
 * η(t) = η₀ / (1 + k t)^p
 *
 * Robbins–Monro (Σ η = ∞, Σ η² < ∞) holds for ½ < p ≤ 1 and k > 0.
 *
 * @param eta0 - η₀ > 0
 * @param k - how soon the decay begins, per event, ≥ 0
 * @param p - the power, 0 ≤ p ≤ 1, default 1
 *
 * @example
 * ```ts
 * import { inverseTime } from '@rivulet/optim'
 *
 * inverseTime(1, 0.01)(100) // => 0.5
 * ```
 *
 * @see Darken & Moody (1990), Note on Learning Rate Schedules for Stochastic Optimization
 */
export function inverseTime(eta0: number, k: number, p = 1): Schedule {
  checkPositive('eta0', eta0)
  checkNotNegative('k', k)
  check(typeof p === 'number' && p >= 0 && p <= 1, 'p', 'from 0 to 1', p)
  return (t) => eta0 / pow(1 + k * t, p)
}
