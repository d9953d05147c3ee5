import { check } from '@rivulet/core'

/** Where an event stands in a spool, counted from its very beginning. */
export type SpoolPosition = {
  readonly byte: number
  /** How many entries are before it. */
  readonly entry: number
  /** A sum over those entries, which tells a spool from another one; 0 at a beginning. */
  readonly sum: number
}

/** Where a spool begins. */
export const BEGINNING: SpoolPosition = { byte: 0, entry: 0, sum: 0 }

/** A line's checksum stands in its first bytes. */
const DIGITS = 8

/**
 * The position after a line.
 *
 * @param line - its bytes, of which the checksum counts
 * @param byte - where the next line begins
 * @see Fowler, Noll and Vo (1991), FNV-1a, here over the checksums of the lines
 */
export function after({ entry, sum }: SpoolPosition, line: Uint8Array, byte: number): SpoolPosition {
  let next = sum === 0 ? 0x811c9dc5 : sum
  for (let i = 0; i < DIGITS; i++) next = Math.imul(next ^ (line[i] ?? 0), 0x01000193)
  return { byte, entry: entry + 1, sum: next >>> 0 }
}

/** Whether two positions are the same. */
export function isSame(a: SpoolPosition, b: SpoolPosition): boolean {
  return a.byte === b.byte && a.entry === b.entry && a.sum === b.sum
}

/** Refuses what is no position. */
export function checkPosition(position: SpoolPosition): void {
  for (const name of ['byte', 'entry', 'sum'] as const) {
    const value = position[name]
    check(Number.isSafeInteger(value) && value >= 0, `position.${name}`, 'an integer ≥ 0', value)
  }
}
