import type { SparseVector } from '@rivulet/core'

/** What one line of Vowpal Wabbit text says. */
export interface VwExample {
  /** `undefined` for an example that has none. */
  readonly label: number | undefined
  /** How many times it counts, ≥ 0; 1 unless given. */
  readonly importance: number
  /** Its tag, without the quote; empty unless given. */
  readonly tag: string
  /** Its features, by the numbers that the reader gave their names. */
  readonly x: SparseVector
}
