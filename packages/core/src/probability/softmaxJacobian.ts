import { check } from '../check.ts'
import { softmax } from './softmax.ts'

/**
 * How every probability of a softmax moves with every score.
 *
 * ∂p_j/∂z_m = p_j (1[j = m] − p_m) / T,  p = softmax(z / T)
 *
 * It is symmetric, and its rows sum to 0: what one class gains the others lose. 1 − p_j is taken as the sum of the others, which
 * keeps its digits where p_j is almost 1.
 *
 * @param z - K scores, finite
 * @param temperature - T > 0, default 1: at T = 0 softmax jumps where two scores are equal, and moves nowhere else
 * @returns K rows of K numbers: row j holds ∂p_j/∂z_m
 * @throws RangeError for a temperature that is not > 0, and for a score that is NaN
 *
 * @example
 * ```ts
 * import { softmaxJacobian } from '@rivulet/core'
 *
 * softmaxJacobian([0, 0]) // => [[0.25, -0.25], [-0.25, 0.25]]
 * ```
 *
 * @see Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export function softmaxJacobian(z: ArrayLike<number>, temperature = 1): number[][] {
  check(temperature > 0, 'temperature', '> 0', temperature)
  const p = softmax(z, temperature)
  return p.map((pj, j) => {
    const others = p.reduce((sum, pm, m) => (m === j ? sum : sum + pm), 0)
    return p.map((pm, m) => (pj * (m === j ? others : -pm)) / temperature)
  })
}
