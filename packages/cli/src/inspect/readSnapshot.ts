import { decode, type Snapshot } from '@rivulet/core/snapshot'
import { readBytes } from '../model/readBytes.ts'

/**
 * Reads the file of a snapshot.
 *
 * @throws Error that names the file, if there is none, or it is no snapshot
 */
export async function readSnapshot(file: string): Promise<{ readonly bytes: Uint8Array; readonly snapshot: Snapshot }> {
  const bytes = await readBytes(file)
  try {
    return { bytes, snapshot: decode(bytes) }
  } catch (cause) {
    throw new Error(`${file}: ${(cause as Error).message}`, { cause })
  }
}
