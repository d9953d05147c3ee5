import type { SnapshotReader } from '../vocabulary.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'

/**
 * Reads a text that must be JSON; of what kind, the caller has to look.
 *
 * @throws InvalidSnapshot if it is none
 *
 * @example
 * ```ts
 * import { decode, encode, readJson } from '@rivulet/core/snapshot'
 *
 * const snapshot = decode(encode({ save: (to) => to.text('position', '{"byte":7}'), load() {} }))
 * readJson(snapshot, 'position') // => { byte: 7 }
 * ```
 */
export function readJson(from: SnapshotReader, name: string): unknown {
  const text = from.text(name)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new InvalidSnapshot(`${name} should be JSON, but is ${JSON.stringify(text.slice(0, 100))}`, { cause })
  }
}
