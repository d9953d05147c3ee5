import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { InvalidSnapshot, readArray } from '@rivulet/core/snapshot'

/** Saves what JSON can say, as bytes: it is for people to see, and may be long. */
export function saveJson(to: SnapshotWriter, name: string, value: unknown): void {
  to.array(name, Buffer.from(JSON.stringify(value)), 'U8')
}

/**
 * Loads what {@link saveJson} saved.
 *
 * @throws InvalidSnapshot if it is no JSON
 */
export function loadJson(from: SnapshotReader, name: string): unknown {
  try {
    return JSON.parse(Buffer.from(readArray(from, name, 'U8')).toString())
  } catch (cause) {
    throw new InvalidSnapshot(`${name} in this snapshot is no JSON`, { cause })
  }
}
