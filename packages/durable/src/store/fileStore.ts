import { join } from 'node:path'
import { check } from '@rivulet/core'
import { type Disk, disk as realDisk } from './disk.ts'
import { diskError } from './diskError.ts'
import { FileEpoch } from './fileEpoch.ts'
import { ifAbsent } from './ifAbsent.ts'
import { readWhole } from './readWhole.ts'
import { replaceFile } from './replaceFile.ts'
import type { SnapshotStore } from './store.ts'

const NAME = /^(\d{16})-(\d+)\.safetensors$/
const UNFINISHED = 'unfinished-'

/** How a folder keeps snapshots. */
export interface FileStoreOptions {
  /** How many snapshots to keep, from 1; default 3. */
  readonly keep?: number
  /** The file system; default Node's. */
  readonly disk?: Disk
}

/** A snapshot of the folder. */
interface Named {
  readonly name: string
  readonly count: number
  readonly epoch: number
}

/**
 * Keeps snapshots as files of a folder, named by their count and the epoch of their trainer: the last `keep` of them, each written
 * atomically. The folder is made when it is not there.
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
 * const mine = await store.open()
 * await mine.write(Uint8Array.of(1), 10)
 * await mine.write(Uint8Array.of(2), 20)
 * const kept = await store.list()
 * kept.map(({ name }) => name) // => ['0000000000000020-1.safetensors', '0000000000000010-1.safetensors']
 * ```
 */
export function fileStore(folder: string, options: FileStoreOptions = {}): SnapshotStore {
  const { keep = 3, disk = realDisk } = options
  check(Number.isInteger(keep) && keep >= 1, 'keep', 'an integer ≥ 1', keep)

  const names = async (): Promise<Named[]> => {
    const all = await disk.readdir(folder).catch(ifAbsent([] as string[]))
    return all
      .flatMap((name) => {
        const [, count, epoch] = NAME.exec(name) ?? []
        return count === undefined ? [] : [{ name, count: Number(count), epoch: Number(epoch) }]
      })
      .sort(newerFirst)
  }
  const failed = (what: string) => (error: unknown) => {
    throw diskError(error, what)
  }
  return {
    keep,
    async list() {
      const all = await names().catch(failed(`the folder of snapshots ${folder} cannot be read`))
      return all.map(({ name }) => {
        const path = join(folder, name)
        return {
          name,
          id: name,
          read: () => readWhole(disk, path),
          setAside: () => disk.rename(path, `${path}.damaged`),
        }
      })
    },
    async open() {
      const cannot = failed(`the folder of snapshots ${folder} cannot be written`)
      const epoch = await FileEpoch.take({ disk, folder, prefix: 'epoch-', name: folder }).catch(cannot)
      for (const name of await disk.readdir(folder).catch(cannot))
        if (name.startsWith(UNFINISHED)) await disk.rm(join(folder, name), { force: true }).catch(() => {})
      return {
        epoch: epoch.number,
        async write(bytes, count) {
          const mine = { name: '', count, epoch: epoch.number }
          const path = join(folder, `${String(count).padStart(16, '0')}-${epoch.number}.safetensors`)
          const temporary = join(folder, `${UNFINISHED}${epoch.number}`)
          const guard = (): Promise<void> => epoch.check()
          await replaceFile(disk, bytes, { path, temporary, guard }).catch(failed(`${path} cannot be written`))
          const older = (await names()).filter((other) => newerFirst(other, mine) > 0)
          for (const { name } of older.slice(keep - 1)) await disk.rm(join(folder, name), { force: true })
        },
        check: () => epoch.check(),
        close: async () => {},
      }
    },
  }
}

function newerFirst(a: Named, b: Named): number {
  return b.epoch - a.epoch || b.count - a.count
}
