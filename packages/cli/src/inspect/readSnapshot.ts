import { readFile } from 'node:fs/promises'
import { decode, type Snapshot } from '@rivulet/core/snapshot'

/**
 * Reads the file of a snapshot.
 *
 * @throws Error that names the file, if there is none, or it is no snapshot
 */
export async function readSnapshot(file: string): Promise<{ readonly bytes: Uint8Array; readonly snapshot: Snapshot }> {
  const bytes = await readFile(file).catch((cause) => {
    const reasons: Record<string, string> = { ENOENT: `there is no file ${file}`, EISDIR: `${file} is a folder` }
    throw new Error(reasons[cause.code] ?? cause.message, { cause })
  })
  try {
    return { bytes, snapshot: decode(bytes) }
  } catch (cause) {
    throw new Error(`${file}: ${(cause as Error).message}`, { cause })
  }
}
