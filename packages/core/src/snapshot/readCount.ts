import type { SnapshotReader } from '../vocabulary.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'

/**
 * Reads a text that must be an integer from 0 to 2⁵³ − 1, as `String(count)` writes it.
 *
 * @throws InvalidSnapshot if it is not
 *
 * @example
 * ```ts
 * import { decode, encode, readCount } from '@rivulet/core/snapshot'
 *
 * const snapshot = decode(encode({ save: (to) => to.text('t', String(12)), load() {} }))
 * readCount(snapshot, 't') // => 12
 * ```
 */
export function readCount(from: SnapshotReader, name: string): number {
  const text = from.text(name)
  const count = Number(text)
  if (!/^(0|[1-9]\d{0,15})$/.test(text) || !Number.isSafeInteger(count)) {
    throw new InvalidSnapshot(`${name} should be an integer ≥ 0, but is ${JSON.stringify(text.slice(0, 100))}`)
  }
  return count
}
