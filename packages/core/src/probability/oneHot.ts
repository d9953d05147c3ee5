import { check } from '../check.ts'

/**
 * The indicator vector of class k among K: all the probability on one class.
 *
 * oneHot(k, K)_j = 1[j = k]
 *
 * @param k - a class index, 0 ≤ k < K
 * @param classes - K, a whole number ≥ 1
 * @throws RangeError when k is not a class index
 *
 * @example
 * ```ts
 * import { oneHot } from '@rivulet/core'
 *
 * oneHot(1, 3) // => [0, 1, 0]
 * ```
 *
 * @see Bishop (2006), Pattern Recognition and Machine Learning, section 4.3.4 (1-of-K coding)
 */
export function oneHot(k: number, classes: number): number[] {
  check(Number.isInteger(k) && k >= 0 && k < classes, 'k', `a class index from 0 to ${classes - 1}`, k)
  return Array.from({ length: classes }, (_, j) => (j === k ? 1 : 0))
}
