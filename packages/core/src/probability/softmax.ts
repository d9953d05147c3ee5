import { exp } from '../math/exp.ts'

/**
 * Turns K scores into K probabilities.
 *
 * softmax(z)_k = e^(z_k) / Σ_j e^(z_j)
 *
 * It is shift-invariant, so the maximum is taken off first and no exponent is positive: nothing overflows.
 * With temperature, `softmax(z / T)`, T → 0 leads to one-hot(argmax z), the perceptron's answer, and T → ∞ to 1/K each.
 *
 * @param z - K scores, finite
 * @param temperature - T > 0, default 1
 * @returns K numbers in [0, 1] that sum to 1; an empty array for no scores
 *
 * @example
 * ```ts
 * import { softmax } from '@rivulet/core'
 *
 * softmax([1, 1]) // => [0.5, 0.5]
 * softmax([1000, 0]) // => [1, 0]
 * ```
 *
 * @see Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export function softmax(z: ArrayLike<number>, temperature = 1): number[] {
  let max = -Infinity
  for (let k = 0; k < z.length; k++) if ((z[k] as number) > max) max = z[k] as number
  const p: number[] = []
  let sum = 0
  for (let k = 0; k < z.length; k++) {
    const e = exp(((z[k] as number) - max) / temperature)
    p.push(e)
    sum += e
  }
  for (let k = 0; k < p.length; k++) p[k] = (p[k] as number) / sum
  return p
}
