import type { Vector } from '../vocabulary.ts'
import { isSparse } from './isSparse.ts'

/**
 * The inner product of weights and features, at the cost of the non-zeros.
 *
 * w·x = Σ_i w_i x_i, summed in the order of the indices
 *
 * @param w - weights; features beyond its end count as weight 0
 * @param x - features, dense or sparse
 *
 * @example
 * ```ts
 * import { dot } from '@rivulet/core'
 *
 * dot([1, 2, 3], [1, 0, 1]) // => 4
 * dot([1, 2, 3], { indices: [0, 2], values: [1, 1] }) // => 4
 * ```
 *
 * @see Golub & Van Loan (2013), Matrix Computations, algorithm 1.1.1
 */
export function dot(w: ArrayLike<number>, x: Vector): number {
  let z = 0
  if (isSparse(x)) {
    const { indices, values } = x
    for (let j = 0; j < indices.length; j++) z += (w[indices[j] as number] ?? 0) * (values[j] as number)
  } else {
    const n = Math.min(w.length, x.length)
    for (let i = 0; i < n; i++) z += (w[i] as number) * (x[i] as number)
  }
  return z
}
