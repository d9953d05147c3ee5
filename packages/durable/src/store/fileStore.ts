import { join } from 'node:path'
import { check } from '@rivulet/core'
import { type Disk, disk as realDisk } from './disk.ts'
import { diskError } from './diskError.ts'
import { ifAbsent } from './ifAbsent.ts'
import { readWhole } from './readWhole.ts'
import { replaceFile } from './replaceFile.ts'
import type { SnapshotStore } from './store.ts'

const NAME = /^\d{16}\.safetensors$/

/** How a folder keeps snapshots. */
export interface FileStoreOptions {
  /** How many snapshots to keep, from 1; default 3. */
  readonly keep?: number
  /** The file system; default Node's. */
  readonly disk?: Disk
}

/**
 * Keeps snapshots as files of a folder, named by their count: the last `keep` of them, each written atomically.
 * The folder belongs to one process at a time, and is made when it is not there.
 *
 * @param folder - the path of the folder
 *
 * @example
 * ```ts
 * import { fileStore } from '@rivulet/durable'
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const store = fileStore(await mkdtemp(`${tmpdir()}/rivulet-`))
 * await store.write(Uint8Array.of(1), 10)
 * await store.write(Uint8Array.of(2), 20)
 * const kept = await store.list()
 * kept.map(({ name }) => name) // => ['0000000000000020.safetensors', '0000000000000010.safetensors']
 * ```
 */
export function fileStore(folder: string, options: FileStoreOptions = {}): SnapshotStore {
  const { keep = 3, disk = realDisk } = options
  check(Number.isInteger(keep) && keep >= 1, 'keep', 'an integer ≥ 1', keep)

  const names = async (): Promise<string[]> => {
    const all = await disk
      .readdir(folder)
      .catch(ifAbsent([]))
      .catch((error) => {
        throw diskError(error, `the folder of snapshots ${folder} cannot be read`)
      })
    return all
      .filter((name) => NAME.test(name))
      .sort()
      .reverse()
  }
  return {
    async write(bytes, count) {
      const name = `${String(count).padStart(16, '0')}.safetensors`
      const path = join(folder, name)
      await replaceFile(disk, path, join(folder, 'unfinished'), bytes).catch((error) => {
        throw diskError(error, `${path} cannot be written`)
      })
      for (const old of (await names()).filter((other) => other < name).slice(keep - 1)) {
        await disk.rm(join(folder, old), { force: true })
      }
    },
    async list() {
      return (await names()).map((name) => {
        const path = join(folder, name)
        return {
          name,
          read: () => readWhole(disk, path),
          setAside: () => disk.rename(path, `${path}.damaged`),
        }
      })
    },
  }
}
