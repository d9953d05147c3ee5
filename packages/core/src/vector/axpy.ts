import { check } from '../check.ts'
import type { Vector } from '../vocabulary.ts'
import { isSparse } from './isSparse.ts'

/**
 * Adds a multiple of the features to the weights, in place, at the cost of the non-zeros.
 *
 * w ← w + a x
 *
 * @param a - the factor; −η g in a gradient step
 * @param x - features, dense or sparse
 * @param w - weights, changed; at least as long as x reaches
 * @throws RangeError when x reaches beyond w, before anything changes
 *
 * @example
 * ```ts
 * import { axpy } from '@rivulet/core'
 *
 * const w = [1, 1, 1]
 * axpy(2, { indices: [2], values: [3] }, w)
 * w // => [1, 1, 7]
 * ```
 *
 * @see Lawson, Hanson, Kincaid & Krogh (1979), Basic Linear Algebra Subprograms for Fortran Usage
 */
export function axpy(a: number, x: Vector, w: number[] | Float64Array): void {
  if (isSparse(x)) {
    const { indices, values } = x
    const reach = indices.length === 0 ? 0 : (indices[indices.length - 1] as number) + 1
    check(reach <= w.length, 'w', `of length ≥ ${reach}, as far as x reaches`, `of length ${w.length}`)
    for (let j = 0; j < indices.length; j++) (w[indices[j] as number] as number) += a * (values[j] as number)
  } else {
    check(x.length <= w.length, 'w', `of length ≥ ${x.length}, as x`, `of length ${w.length}`)
    for (let i = 0; i < x.length; i++) (w[i] as number) += a * (x[i] as number)
  }
}
