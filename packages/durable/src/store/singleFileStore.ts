import { basename, dirname, join } from 'node:path'
import { type Disk, disk as realDisk } from './disk.ts'
import { diskError } from './diskError.ts'
import { FileEpoch } from './fileEpoch.ts'
import { ifAbsent } from './ifAbsent.ts'
import { readWhole } from './readWhole.ts'
import { replaceFile } from './replaceFile.ts'
import type { SnapshotStore } from './store.ts'

/**
 * Keeps the newest snapshot in one file of a fixed name, and the one before it beside it under `.previous`: what a command that is given
 * the name of a file needs. Each is written atomically. An empty file
 * beside them, hidden, says whose turn it is.
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
 * const mine = await store.open()
 * for (const count of [10, 20, 30]) await mine.write(Uint8Array.of(count), count)
 * await readdir(folder) // => ['.model.safetensors.epoch-1', 'model.safetensors', 'model.safetensors.previous']
 * const [newest] = await store.list()
 * await newest!.read() // => Uint8Array.of(30)
 * ```
 */
export function singleFileStore(path: string, disk: Disk = realDisk): SnapshotStore {
  const previous = `${path}.previous`
  const unfinished = `${basename(path)}.unfinished-`
  const folder = dirname(path)
  const failed = (what: string) => (error: unknown) => {
    throw diskError(error, what)
  }
  return {
    keep: 2,
    async list() {
      const found = []
      for (const name of [path, previous]) {
        const file = await disk
          .stat(name)
          .catch(ifAbsent(undefined))
          .catch(failed(`${name} cannot be read`))
        if (file === undefined) continue
        found.push({
          name,
          id: `${file.ino} ${file.mtimeMs} ${file.size}`,
          read: () => readWhole(disk, name),
          setAside: () => disk.rename(name, `${name}.damaged`),
        })
      }
      return found
    },
    async open() {
      const cannot = failed(`${path} cannot be written`)
      const prefix = `.${basename(path)}.epoch-`
      const epoch = await FileEpoch.take({ disk, folder, prefix, name: path }).catch(cannot)
      for (const name of await disk.readdir(folder).catch(cannot))
        if (name.startsWith(unfinished)) await disk.rm(join(folder, name), { force: true }).catch(() => {})
      return {
        epoch: epoch.number,
        async write(bytes) {
          const temporary = join(folder, `${unfinished}${epoch.number}`)
          const guard = (): Promise<void> => epoch.check()
          await replaceFile(disk, bytes, { path, temporary, previous, guard }).catch(cannot)
        },
        check: () => epoch.check(),
        close: async () => {},
      }
    },
  }
}
