import type { SparseVector } from '@rivulet/core'

/** A sparse vector of plain arrays, which can go into a ticket and a snapshot as it is. */
export interface PlainSparseVector extends SparseVector {
  readonly indices: readonly number[]
  readonly values: readonly number[]
}
