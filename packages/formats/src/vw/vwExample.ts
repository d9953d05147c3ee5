import type { SparseVector } from '@rivulet/core'
import type { Example } from '../format.ts'

/** What one line of Vowpal Wabbit text says. Its features have the numbers that the reader gave their names. */
export interface VwExample extends Example<SparseVector> {
  /** `undefined` for an example that has none. */
  readonly y: number | undefined
  /** Its importance, ≥ 0; 1 unless given. */
  readonly weight: number
  /** Its tag, without the quote; empty unless given. */
  readonly tag: string
}
