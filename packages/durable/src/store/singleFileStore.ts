import { type Disk, disk as realDisk } from './disk.ts'
import { replaceFile } from './replaceFile.ts'
import type { SnapshotStore } from './store.ts'

/**
 * Keeps the newest snapshot in one file, written atomically: what a command that is given the name of a file needs.
 * It keeps no older ones to fall back to; for a service take `fileStore`.
 *
 * @param path - the file; its folder is made when it is not there
 *
 * @example
 * ```ts
 * import { singleFileStore } from '@rivulet/durable'
 * import { mkdtemp, readFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const path = `${await mkdtemp(`${tmpdir()}/rivulet-`)}/model.safetensors`
 * await singleFileStore(path).write(Uint8Array.of(1, 2), 10)
 * (await readFile(path)).length // => 2
 * ```
 */
export function singleFileStore(path: string, disk: Disk = realDisk): SnapshotStore {
  return {
    write: (bytes) => replaceFile(disk, path, `${path}.unfinished`, bytes),
    async list() {
      try {
        const bytes = await disk.readFile(path)
        return [{ name: path, read: async () => bytes, setAside: () => disk.rename(path, `${path}.damaged`) }]
      } catch (error) {
        if ((error as { code?: unknown }).code === 'ENOENT') return []
        throw error
      }
    },
  }
}
