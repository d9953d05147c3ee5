import type { Coefficients } from '../coefficients.ts'

/**
 * The hyperplane on which two classes have the same score.
 *
 * (w_k − w_l)·x + b_k − b_l = 0;  class k wins where it is > 0
 *
 * The region of a class is where it wins against every other: an intersection of half-spaces, hence convex.
 *
 * @param k - bias and weights of one class
 * @param l - those of the other
 * @returns bias and weights of the difference, indices ascending
 *
 * @example
 * ```ts
 * import { decisionBoundary } from '@rivulet/models'
 *
 * const k = { bias: 1, indices: [0], values: [2] }
 * const l = { bias: 0, indices: [1], values: [3] }
 * decisionBoundary(k, l) // => { bias: 1, indices: [0, 1], values: [2, -3] }
 * ```
 *
 * @see Bishop (2006), Pattern Recognition and Machine Learning, section 4.1.2
 */
export function decisionBoundary(k: Coefficients, l: Coefficients): Coefficients {
  const difference = new Map<number, number>()
  for (const [j, i] of k.indices.entries()) difference.set(i, k.values[j] as number)
  for (const [j, i] of l.indices.entries()) difference.set(i, (difference.get(i) ?? 0) - (l.values[j] as number))
  const indices = [...difference.keys()].sort((a, b) => a - b)
  return { bias: k.bias - l.bias, indices, values: indices.map((i) => difference.get(i) as number) }
}
