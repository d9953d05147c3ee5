import { check, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { readArray } from '@rivulet/core/snapshot'
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

/** Reads the sums that {@link saveSums} wrote; throws unless there are `count` of them, or any number of them. */
export function loadSums(from: SnapshotReader, name: string, count?: number): ExactSum[] {
  const parts = readArray(from, name, 'F64')
  const lengths = readArray(from, `${name}.lengths`, 'U32')
  check(count === undefined || lengths.length === count, name, `${count} sums`, `${lengths.length} sums`)
  let at = 0
  const sums = Array.from(lengths, (length) => {
    const sum = new ExactSum()
    for (const part of parts.subarray(at, at + length)) {
      check(Number.isFinite(part), name, 'finite', part)
      sum.add(part)
    }
    at += length
    return sum
  })
  check(at === parts.length, name, `${at} parts`, `${parts.length} parts`)
  return sums
}
