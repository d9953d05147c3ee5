import { stat } from 'node:fs/promises'
import { noStore, type SnapshotStore, singleFileStore } from '@rivulet/durable'
import { OptionError } from '../command/optionError.ts'

/** Where snapshots go: into a file, or nowhere. */
export async function openStore(path: string | undefined): Promise<SnapshotStore> {
  if (path === undefined) return noStore()
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) throw new OptionError(`--snapshot ${path} is a folder, and should be a file`)
  return singleFileStore(path)
}
