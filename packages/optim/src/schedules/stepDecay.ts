import { check, checkPositive, checkWhole, pow, type Schedule } from '@rivulet/core'

/**
 * A step size that stays for a while, then falls at once by a factor, again and again.
 *
 * η(t) = η₀ c^⌊t / every⌋
 *
 * Robbins–Monro does not hold (Σ η = every · η₀ / (1 − c) is finite): like exponential decay, in stairs.
 *
 * @param eta0 - η₀ > 0
 * @param c - what is left of the step after a stair, 0 < c ≤ 1
 * @param every - events a stair is long, a whole number ≥ 1
 *
 * @example
 * ```ts
 * import { stepDecay } from '@rivulet/optim'
 *
 * const eta = stepDecay(1, 0.5, 100)
 * const steps = [99, 100, 250].map(eta) // => [1, 0.5, 0.25]
 * ```
 *
 * @see Bottou, Curtis & Nocedal (2018), Optimization Methods for Large-Scale Machine Learning
 */
export function stepDecay(eta0: number, c: number, every: number): Schedule {
  checkPositive('eta0', eta0)
  check(typeof c === 'number' && c > 0 && c <= 1, 'c', 'above 0 and at most 1', c)
  checkWhole('every', every, 1)
  return (t) => eta0 * pow(c, Math.floor(t / every))
}
