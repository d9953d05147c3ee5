import { dirname } from 'node:path'
import type { Disk } from './disk.ts'
import { ifAbsent } from './ifAbsent.ts'
import { makeFolder, syncFolder } from './makeFolder.ts'

/** How a file is replaced. */
export interface Replacement {
  readonly path: string
  /** Where the new content is written first, in the same folder; two writers must not share it. Give one writer always the same. */
  readonly temporary: string
  /** Under this name the old content is kept; for an instant it is there alone. */
  readonly previous?: string
  /** Is called when the new content is on the disk, at the last moment at which the old one can stay: then it throws. */
  readonly guard: () => Promise<void>
}

/**
 * Writes a file so that at any instant, whatever dies, it has its old content or its new content whole: into a temporary file in the
 * same folder, fsync, rename over the old one, fsync the folder. A folder that is not there is made. Processes that die leave at most one
 * temporary file each.
 *
 * (The package write-file-atomic, looked at in version 8.0.0, does not sync the folder, so that the rename may be lost with the power;
 * and after SIGKILL it leaves temporary files of ever new names.)
 */
export async function replaceFile(disk: Disk, bytes: Uint8Array, how: Replacement): Promise<void> {
  const { path, temporary, previous, guard } = how
  const folder = dirname(path)
  await makeFolder(disk, folder)
  try {
    const file = await disk.open(temporary, 'w')
    try {
      await file.appendFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await guard()
    if (previous !== undefined) await disk.rename(path, previous).catch(ifAbsent(undefined))
    await disk.rename(temporary, path)
  } catch (error) {
    // Gives back the space on a disk that is full; that it fails as well adds nothing to the error.
    await disk.rm(temporary, { force: true }).catch(() => {})
    throw error
  }
  await syncFolder(disk, folder)
}
