import type { Stateful } from '../vocabulary.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'

/**
 * Puts a state exactly where a snapshot left it, or throws and changes nothing.
 *
 * Exactly is checked: saved again at once, the state must give the same bytes. So a snapshot with more in it than the state
 * takes, or a `load` that forgets something, is an error and not a model that is slightly worse.
 *
 * @param state - built as the one that was saved
 * @param bytes - what `encode` returned for that one
 * @throws InvalidSnapshot if the bytes are no whole snapshot, or one of another state
 *
 * @example
 * ```ts
 * import { encode, restore } from '@rivulet/core/snapshot'
 * import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
 *
 * class Counter {
 *   t = 0
 *   save(to: SnapshotWriter) { to.array('t', [this.t]) }
 *   load(from: SnapshotReader) { this.t = from.array('t')[0]! }
 * }
 *
 * const counter = new Counter()
 * counter.t = 7
 * const later = new Counter()
 * restore(later, encode(counter))
 * later.t // => 7
 * ```
 */
export function restore(state: Stateful, bytes: Uint8Array): void {
  const snapshot = decode(bytes)
  const before = encode(state)
  try {
    state.load(snapshot)
    if (!isSame(encode(state), bytes)) {
      throw new InvalidSnapshot('this snapshot belongs to another state: saved again it gives other bytes')
    }
  } catch (error) {
    state.load(decode(before))
    throw error
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
