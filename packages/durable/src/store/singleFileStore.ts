import { type Disk, disk as realDisk } from './disk.ts'
import { diskError } from './diskError.ts'
import { ifAbsent } from './ifAbsent.ts'
import { readWhole } from './readWhole.ts'
import { replaceFile } from './replaceFile.ts'
import type { SnapshotStore } from './store.ts'

/**
 * Keeps the newest snapshot in one file of a fixed name, and the one before it beside it under `.previous`: what a command that is given
 * the name of a file needs. Each is written atomically. The names belong to one process at a time.
 *
 * @param path - the file; its folder is made when it is not there
 * @param disk - the file system; default Node's
 *
 * @example
 * ```ts
 * import { singleFileStore } from '@rivulet/durable'
 * import { mkdtemp, readdir } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const folder = await mkdtemp(`${tmpdir()}/rivulet-`)
 * const store = singleFileStore(`${folder}/model.safetensors`)
 * for (const count of [10, 20, 30]) await store.write(Uint8Array.of(count), count)
 * await readdir(folder) // => ['model.safetensors', 'model.safetensors.previous']
 * const [newest] = await store.list()
 * await newest.read() // => Buffer.of(30)
 * ```
 */
export function singleFileStore(path: string, disk: Disk = realDisk): SnapshotStore {
  const previous = `${path}.previous`
  const exists = (name: string): Promise<boolean> => disk.stat(name).then(() => true, ifAbsent(false))
  return {
    write: (bytes) =>
      replaceFile(disk, path, `${path}.unfinished`, bytes, previous).catch((error) => {
        throw diskError(error, `${path} cannot be written`)
      }),
    async list() {
      const names: string[] = []
      for (const name of [path, previous]) if (await exists(name)) names.push(name)
      return names.map((name) => ({
        name,
        read: () => readWhole(disk, name),
        setAside: () => disk.rename(name, `${name}.damaged`),
      }))
    },
  }
}
