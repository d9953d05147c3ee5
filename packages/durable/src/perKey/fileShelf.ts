import { check } from '@rivulet/core'
import { type Disk, disk as realDisk } from '../store/disk.ts'
import { diskError } from '../store/diskError.ts'
import { makeFolder } from '../store/makeFolder.ts'
import { FilePages } from './filePages.ts'
import type { Shelf } from './shelf.ts'

/** How a folder is a shelf. */
export interface FileShelfOptions {
  /** How much is written into one file, in bytes, an integer from 1; default 256 KiB. */
  readonly page?: number
  /** The file system; default Node's. */
  readonly disk?: Disk
}

/** So many pages may wait for the disk before who puts more waits as well. */
const BACKLOG = 64

/**
 * A shelf in a folder, one process at a time: see {@link lockFile}. What is put there is written some at a time, with one fsync, and files of
 * which little is needed any more are written anew, so that the folder takes at most some times what is in it.
 *
 * @param folder - the path of the folder, which is made when it is not there
 *
 * @example
 * ```ts
 * import { fileShelf } from '@rivulet/durable'
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const folder = await mkdtemp(`${tmpdir()}/rivulet-`)
 * const shelf = await fileShelf(folder)
 * await shelf.put(7, Uint8Array.of(1, 2))
 * await shelf.flush()
 * await (await fileShelf(folder)).get(7) // => Uint8Array.of(1, 2)
 * ```
 */
export async function fileShelf(folder: string, options: FileShelfOptions = {}): Promise<Shelf> {
  const { page: size = 1 << 18, disk = realDisk } = options
  check(Number.isInteger(size) && size >= 1, 'page', 'an integer ≥ 1', size)
  const cannot = (error: unknown): never => {
    throw diskError(error, `the shelf ${folder} cannot be used`)
  }
  await makeFolder(disk, folder).catch(cannot)
  const pages = await FilePages.open(disk, folder).catch(cannot)
  /** What waits to be written, and what is on its way. */
  let waiting = new Map<number, Uint8Array>()
  let bytes = 0
  let leaving: Map<number, Uint8Array> = new Map()
  let writing: Promise<void> | undefined

  const put = (number: number, thing: Uint8Array): void => {
    bytes += thing.length - (waiting.get(number)?.length ?? 0)
    waiting.delete(number)
    waiting.set(number, thing)
  }
  /** Writes a page of what waits; what could not be written waits again. */
  const write = async (): Promise<void> => {
    leaving = new Map()
    let length = 0
    for (const [number, thing] of waiting) {
      if (length >= size) break
      leaving.set(number, thing)
      waiting.delete(number)
      length += thing.length
    }
    bytes -= length
    try {
      await pages.write(leaving)
    } catch (error) {
      const left = waiting
      waiting = new Map()
      bytes = 0
      for (const [number, thing] of [...leaving, ...left]) put(number, thing)
      throw error
    } finally {
      leaving = new Map()
      writing = undefined
    }
  }
  const flush = async (): Promise<void> => {
    while (writing !== undefined || waiting.size > 0) {
      writing ??= write()
      await writing.catch(cannot)
    }
  }
  return {
    put(number, thing) {
      put(number, thing)
      if (bytes >= BACKLOG * size) return flush()
      if (bytes < size || writing !== undefined) return undefined
      writing = write()
      // It is tried again, and said, when it is flushed.
      writing.catch(() => {})
      return undefined
    },
    async get(number) {
      const near = waiting.get(number) ?? leaving.get(number)
      if (near !== undefined) return near
      const found = await pages.read(number).catch(cannot)
      if (found === undefined)
        throw new Error(`the shelf ${folder} has no ${number} any more: it was removed, or its file is damaged`)
      return found
    },
    flush,
    numbers: () => [...new Set([...pages.numbers(), ...leaving.keys(), ...waiting.keys()])],
    async remove(numbers) {
      await writing?.catch(() => {})
      for (const number of numbers) {
        bytes -= waiting.get(number)?.length ?? 0
        waiting.delete(number)
      }
      // What is left of a file of which most is gone goes into a new one.
      for (const [number, thing] of await pages.remove(numbers).catch(cannot))
        if (!waiting.has(number)) put(number, thing)
    },
  }
}
