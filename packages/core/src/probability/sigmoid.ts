import { exp } from '../math/exp.ts'

/**
 * The logistic function: the probability of class 1 when its score is z.
 *
 * σ(z) = 1 / (1 + e⁻ᶻ)
 *
 * For z < 0 it is computed as eᶻ / (1 + eᶻ), so that exp never overflows.
 *
 * @param z - a score, any real number
 * @returns a number in [0, 1]; σ(z) + σ(−z) = 1 up to rounding
 *
 * @example
 * ```ts
 * import { sigmoid } from '@rivulet/core'
 *
 * sigmoid(0) // => 0.5
 * sigmoid(-1000) // => 0
 * ```
 *
 * @see Cox (1958), The Regression Analysis of Binary Sequences
 */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + exp(-z))
  const e = exp(z)
  return e / (1 + e)
}
