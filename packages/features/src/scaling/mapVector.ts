import { isSparse, type Vector } from '@rivulet/core'
import type { PlainSparseVector } from '../sparse/plainSparseVector.ts'

/** A vector of plain arrays, dense or sparse. */
export type PlainVector = readonly number[] | PlainSparseVector

/**
 * The vector with f(value, feature) for every value: of all features if it is dense, of its non-zeros if it is sparse.
 * Results of 0 are left out of a sparse vector.
 */
export function mapVector(x: Vector, f: (value: number, feature: number) => number): PlainVector {
  if (!isSparse(x)) {
    const values: number[] = []
    for (let i = 0; i < x.length; i++) values.push(f(x[i] as number, i))
    return values
  }
  const indices: number[] = []
  const values: number[] = []
  for (let j = 0; j < x.indices.length; j++) {
    const feature = x.indices[j] as number
    const value = f(x.values[j] as number, feature)
    if (value === 0) continue
    indices.push(feature)
    values.push(value)
  }
  return { indices, values }
}
