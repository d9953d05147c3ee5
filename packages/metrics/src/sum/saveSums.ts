import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { between, checkSaved, readArray } from '@rivulet/core/snapshot'
import { ExactSum } from './exactSum.ts'

/** Writes exact sums as two arrays: their parts one after the other, and how many parts each has. */
export function saveSums(to: SnapshotWriter, name: string, sums: readonly ExactSum[]): void {
  const parts = sums.map((sum) => sum.parts)
  to.array(name, parts.flat())
  to.array(
    `${name}.lengths`,
    parts.map((of) => of.length),
    'U32',
  )
}

/** No sum is larger: adding a weight, or a score times a weight, to it leaves it finite. */
export const MOST: number = 1e300

/**
 * Reads the sums that {@link saveSums} wrote.
 *
 * @param count - how many there are to be; any number of them if it is left out
 * @param least - none of them is less: 0 for sums of weights
 * @throws InvalidSnapshot if they are otherwise
 */
export function loadSums(from: SnapshotReader, name: string, count?: number, least = 0): ExactSum[] {
  const parts = readArray(from, name, 'F64', undefined, between(-MOST, MOST))
  const lengths = readArray(from, `${name}.lengths`, 'U32', count)
  let at = 0
  const sums = Array.from(lengths, (length) => {
    const sum = new ExactSum()
    for (const part of parts.subarray(at, at + length)) sum.add(part)
    at += length
    checkSaved(sum.value >= least && sum.value <= MOST, name, `sums from ${least} to ${MOST}`, sum.value)
    return sum
  })
  checkSaved(at === parts.length, name, `${at} parts`, parts.length)
  return sums
}

/** Refuses sums that should be one and the same but for rounding. */
export function checkAgrees(a: number, b: number, name: string, expected: string): void {
  checkSaved(Math.abs(a - b) <= 1e-5 * Math.abs(b) + Number.MIN_VALUE, name, `${expected} (${b})`, a)
}
