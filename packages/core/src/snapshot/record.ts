import type { SnapshotReader, SnapshotWriter, Stateful } from '../vocabulary.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'

/**
 * Several states as one: a model with its scaler, its metrics, its pending labels. Each is a part under its name, in the order of
 * the names as written.
 *
 * `load` restores all of them, or throws and leaves all of them as they were: those already loaded get their old state back.
 *
 * @param parts - the states by name; a name is a text without '/'
 *
 * @example
 * ```ts
 * import type { SnapshotWriter } from '@rivulet/core'
 * import { decode, encode, record } from '@rivulet/core/snapshot'
 *
 * const model = { save: (to: SnapshotWriter) => to.array('weights', [1, 2]), load() {} }
 * const accuracy = { save: (to: SnapshotWriter) => to.text('events', '5'), load() {} }
 * const bytes = encode(record({ model, accuracy }))
 * decode(bytes).child('accuracy').text('events') // => '5'
 * ```
 */
export function record(parts: Readonly<Record<string, Stateful>>): Stateful {
  const all = Object.entries(parts)
  return {
    save(to: SnapshotWriter): void {
      for (const [name, part] of all) part.save(to.child(name))
    },
    load(from: SnapshotReader): void {
      const undo: (() => void)[] = []
      try {
        for (const [name, part] of all) {
          const child = from.child(name)
          const before = savedOf(part)
          if (before !== undefined) undo.push(() => part.load(decode(before)))
          part.load(child)
        }
      } catch (error) {
        for (const back of undo) back()
        throw error
      }
    },
  }
}

/** What is saved of a state; nothing of one that took what it cannot save, for which there is no way back. */
function savedOf(part: Stateful): Uint8Array | undefined {
  try {
    return encode(part)
  } catch {
    return undefined
  }
}
