import { stat } from 'node:fs/promises'
import { type SnapshotStore, singleFileStore } from '@rivulet/durable'
import { OptionError } from '../command/optionError.ts'
import { reasonOf } from '../command/reasonOf.ts'

/** Where snapshots go: into a file, or nowhere. */
export async function openStore(path: string | undefined): Promise<SnapshotStore> {
  if (path === undefined) return { write: async () => {}, list: async () => [] }
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) throw new OptionError(`--snapshot ${path} is a folder, and should be a file`)
  const store = singleFileStore(path)
  return {
    list: () => store.list(),
    async write(bytes, count) {
      await store.write(bytes, count).catch((cause) => {
        throw new Error(`${path}: ${reasonOf(cause)}`, { cause })
      })
    },
  }
}
