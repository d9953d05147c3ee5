import type { SparseVector, Vector } from '../vocabulary.ts'

/**
 * Whether a vector is given by its non-zeros.
 *
 * @example
 * ```ts
 * import { isSparse } from '@rivulet/core'
 *
 * isSparse({ indices: [7], values: [1] }) // => true
 * isSparse([0, 1]) // => false
 * ```
 */
export function isSparse(x: Vector): x is SparseVector {
  return (x as SparseVector).indices !== undefined
}
