import { dirname } from 'node:path'
import type { Disk } from './disk.ts'
import { ifAbsent } from './ifAbsent.ts'
import { makeFolder, syncFolder } from './makeFolder.ts'

/**
 * Writes a file so that at any instant, whatever dies, it has its old content or its new content whole: into a temporary file in the
 * same folder, fsync, rename over the old one, fsync the folder. A folder that is not there is made. Give the temporary file
 * always the same name, so that processes that die leave at most one; two writers must not share it. With `previous` the old
 * content is kept under that name; for an instant it is there alone.
 *
 * (The package write-file-atomic, looked at in version 8.0.0, does not sync the folder, so that the rename may be lost with the power;
 * and after SIGKILL it leaves temporary files of ever new names.)
 */
export async function replaceFile(
  disk: Disk,
  path: string,
  temporary: string,
  bytes: Uint8Array,
  previous?: string,
): Promise<void> {
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
    if (previous !== undefined) await disk.rename(path, previous).catch(ifAbsent(undefined))
    await disk.rename(temporary, path)
  } catch (error) {
    // Gives back the space on a disk that is full; that it fails as well adds nothing to the error.
    await disk.rm(temporary, { force: true }).catch(() => {})
    throw error
  }
  await syncFolder(disk, folder)
}
