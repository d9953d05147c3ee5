import { check, checkVector, isSparse, type SparseVector, type Vector } from '@rivulet/core'

/**
 * The joint feature map of features and class: x in the block of class y, zeros in all others.
 *
 * F(y, x) = (0, …, 0, x, 0, …, 0),  so that  w·F(y, x) = w_y·x  for w = (w_0, …, w_(K−1))
 *
 * With it K weight vectors are one, and the multiclass perceptron is the binary one on differences:
 * w ← w + η (F(y, x) − F(ŷ, x)).
 *
 * @param y - a class index, a whole number ≥ 0
 * @param x - features, dense or sparse
 * @param features - how many features a block has; at least as many as x reaches
 * @throws RangeError when x reaches beyond its block, or y is no class index
 * @throws InvalidEvent for features that are none
 *
 * @example
 * ```ts
 * import { jointFeatureMap } from '@rivulet/models'
 *
 * jointFeatureMap(2, [5, 0, 7], 3) // => { indices: [6, 8], values: [5, 7] }
 * ```
 *
 * @see Collins (2002), Discriminative Training Methods for Hidden Markov Models
 */
export function jointFeatureMap(y: number, x: Vector, features: number): SparseVector {
  check(Number.isInteger(features) && features >= 1, 'features', 'a whole number ≥ 1', features)
  check(Number.isInteger(y) && y >= 0, 'y', 'a class index, a whole number ≥ 0', y)
  checkVector(x)
  const indices: number[] = []
  const values: number[] = []
  const all = isSparse(x) ? x.values : x
  for (let j = 0; j < all.length; j++) {
    const i = isSparse(x) ? (x.indices[j] as number) : j
    check(i < features, 'features', `at least ${i + 1}, as far as x reaches`, features)
    if (all[j] === 0) continue
    indices.push(y * features + i)
    values.push(all[j] as number)
  }
  return { indices, values }
}
