import type { SnapshotWriter } from '@rivulet/core'
import { decode, encode, InvalidSnapshot, readCount, type Snapshot } from '@rivulet/core/snapshot'

/** Writes the state of the next version from a snapshot of one version: copies, renames, fills in what is new. */
export type Migration = (from: Snapshot, to: SnapshotWriter) => void

/**
 * Brings the bytes of an older program to the version of this one, which is the number of its migrations: the migration at index i leads
 * from version i to i + 1. The version is the text 'version' of the part 'progress'; the part 'state' is what migrations see.
 *
 * @throws InvalidSnapshot if they come from a newer program
 */
export function migrate(bytes: Uint8Array, migrations: readonly Migration[]): Uint8Array {
  let current = bytes
  for (;;) {
    const snapshot = decode(current)
    const version = readCount(snapshot.child('progress'), 'version')
    if (version > migrations.length) {
      throw new InvalidSnapshot(
        `this snapshot has state version ${version}, but this program knows up to ${migrations.length}`,
      )
    }
    const step = migrations[version]
    if (step === undefined) return current
    current = encode({
      save(to) {
        const progress = to.child('progress')
        for (const [name, value] of snapshot.child('progress').entries()) {
          progress.text(name, name === 'version' ? String(version + 1) : String(value))
        }
        step(snapshot.child('state'), to.child('state'))
      },
      load() {},
    })
  }
}
