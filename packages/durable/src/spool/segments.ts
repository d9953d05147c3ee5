import { join } from 'node:path'
import type { Disk, DiskFile } from '../store/disk.ts'
import { makeFolder, syncFolder } from '../store/replaceFile.ts'
import { wholeLength } from './frame.ts'

const NAME = /^\d{16}\.spool$/

/** A file of a spool, and where its first byte is in the whole spool, which is its name. */
interface Segment {
  readonly start: number
  readonly path: string
}

/** The bytes of a spool in files of bounded length: they are appended at the end, read from anywhere, and removed from the beginning. */
export class Segments {
  readonly #disk: Disk
  readonly #folder: string
  readonly #size: number
  #segments: Segment[] = []
  #file: DiskFile | undefined
  #end = 0

  private constructor(disk: Disk, folder: string, size: number) {
    this.#disk = disk
    this.#folder = folder
    this.#size = size
  }

  /** Opens a folder, makes it if it is not there, and cuts off what was torn at the end. */
  static async open(disk: Disk, folder: string, size: number): Promise<Segments> {
    const segments = new Segments(disk, folder, size)
    await makeFolder(disk, folder)
    const names = (await disk.readdir(folder)).filter((name) => NAME.test(name)).sort()
    segments.#segments = names.map((name) => ({ start: Number.parseInt(name, 10), path: join(folder, name) }))
    const last = segments.#segments.at(-1)
    if (last !== undefined) segments.#end = last.start + wholeLength(await disk.readFile(last.path))
    return segments
  }

  /** Where the oldest byte is. */
  get start(): number {
    return this.#segments[0]?.start ?? this.#end
  }

  /** Where the next byte will be: all before it are on the disk. */
  get end(): number {
    return this.#end
  }

  /**
   * Appends bytes, and returns when they are on the disk. If it fails, they may be there after the next start, or not; within this process
   * they are not, and the next append is tried on a file opened anew.
   */
  async append(bytes: Uint8Array): Promise<void> {
    try {
      this.#file ??= await this.#open()
      await this.#file.appendFile(bytes)
      await this.#file.sync()
    } catch (error) {
      await this.close().catch(() => {})
      throw error
    }
    this.#end += bytes.length
    const { start } = this.#segments.at(-1) as Segment
    if (this.#end - start >= this.#size) await this.close()
  }

  /** At most so many bytes from an offset on, and of one segment; none at the end. */
  async read(at: number, length: number): Promise<Uint8Array> {
    const i = this.#segments.findLastIndex(({ start }) => start <= at)
    const segment = this.#segments[i]
    if (segment === undefined) throw new Error(`the position is byte ${at} of a spool that begins at ${this.start}`)
    const end = this.#segments[i + 1]?.start ?? this.#end
    const bytes = new Uint8Array(Math.max(Math.min(length, end - at), 0))
    const file = await this.#disk.open(segment.path, 'r')
    try {
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at - segment.start)
      if (bytesRead === 0 && bytes.length > 0) throw new Error(`the spool is cut off at byte ${at}`)
      return bytes.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  }

  /** Removes the files that end at or before an offset. */
  async release(before: number): Promise<void> {
    for (let next = this.#segments[1]; next !== undefined && next.start <= before; next = this.#segments[1]) {
      await this.#disk.rm((this.#segments[0] as Segment).path, { force: true })
      this.#segments.shift()
    }
  }

  /** Closes the file that is written; a later append opens one. */
  async close(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    await file?.close()
  }

  async #open(): Promise<DiskFile> {
    const last = this.#segments.at(-1)
    const segment =
      last === undefined || this.#end - last.start >= this.#size
        ? { start: this.#end, path: join(this.#folder, `${String(this.#end).padStart(16, '0')}.spool`) }
        : last
    const file = await this.#disk.open(segment.path, 'a')
    try {
      await file.truncate(this.#end - segment.start)
      await syncFolder(this.#disk, this.#folder)
    } catch (error) {
      await file.close().catch(() => {})
      throw error
    }
    if (segment !== last) this.#segments.push(segment)
    return file
  }
}
