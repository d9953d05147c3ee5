import type { SnapshotReader } from '../vocabulary.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'
import { isIn, type NumberRange, natural } from './range.ts'

/**
 * Reads a text that must be a whole number, as `String(count)` writes it.
 *
 * @param range - what it may be, {@link natural} unless given
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
export function readCount(from: SnapshotReader, name: string, range: NumberRange = natural): number {
  const text = from.text(name)
  const value = Number(text)
  if (String(value) !== text || !Number.isInteger(value) || !isIn(value, range)) {
    throw new InvalidSnapshot(`${name} should be ${range.words}, but is ${JSON.stringify(text.slice(0, 100))}`)
  }
  return value
}
