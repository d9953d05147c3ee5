import type { Json } from '@rivulet/core/snapshot'
import type { Disk, DiskFile } from '../store/disk.ts'
import { ifAbsent } from '../store/ifAbsent.ts'
import { makeFolder, syncFolder } from '../store/makeFolder.ts'
import { readWhole } from '../store/readWhole.ts'
import { BEGINNING, type SpoolPosition } from './position.ts'
import { recover } from './recover.ts'
import { type Segment, segmentAt, segmentsIn } from './segment.ts'

/** The file that is written, and what tells it from another one of its name. */
interface Written {
  readonly segment: Segment
  readonly file: DiskFile
  readonly ino: number
}

/**
 * The bytes of a spool in files of bounded length: they are appended at the end, read from anywhere, and removed from the beginning. Somebody
 * else may remove or cut files: what is gone is found when it is read, and what is appended goes into a new file.
 */
export class Segments {
  readonly #disk: Disk
  readonly #folder: string
  readonly #size: number
  #segments: Segment[] = []
  #written: Written | undefined
  #end: SpoolPosition = BEGINNING
  #offset: Json | undefined

  private constructor(disk: Disk, folder: string, size: number) {
    this.#disk = disk
    this.#folder = folder
    this.#size = size
  }

  /** Opens a folder, makes it if it is not there, and passes over what was torn at the end. */
  static async open(disk: Disk, folder: string, size: number): Promise<Segments> {
    const opened = new Segments(disk, folder, size)
    await makeFolder(disk, folder)
    opened.#segments = await segmentsIn(disk, folder)
    // The newest file may be empty: then the one before it has the last offset of the producer.
    for (const [i, { start, path }] of [...opened.#segments.entries()].reverse()) {
      const { end, offset } = recover(await readWhole(disk, path), start)
      if (i === opened.#segments.length - 1) opened.#end = end
      opened.#offset = offset
      if (end.entry > start.entry) break
    }
    return opened
  }

  /** Where the oldest byte is. */
  get start(): SpoolPosition {
    return this.#segments[0]?.start ?? this.#end
  }

  /** Where the next byte will be: all before it are on the disk. */
  get end(): SpoolPosition {
    return this.#end
  }

  /** The last offset of the producer. */
  get offset(): Json | undefined {
    return this.#offset
  }

  /**
   * Appends a commit, and returns when it is on the disk. If it fails, it is there whole after the next start, or not at all; within this
   * process it is not, and the next one is tried on a file opened anew.
   *
   * @param end - where it ends
   */
  async append(commit: Uint8Array, end: SpoolPosition, offset: Json | undefined): Promise<void> {
    try {
      this.#written ??= (await this.#reopen()) ?? (await this.#begin())
      if (!(await this.#isKept(commit))) {
        await this.close()
        this.#written = await this.#begin()
        if (!(await this.#isKept(commit))) throw new Error(`${this.#folder} was removed again while it was written`)
      }
    } catch (error) {
      await this.close().catch(() => {})
      throw error
    }
    this.#end = end
    this.#offset = offset ?? this.#offset
    const { start } = this.#written.segment
    if (this.#end.byte - start.byte >= this.#size) await this.close()
  }

  /** At most so many bytes from an offset on, and of one file; undefined if they are gone. */
  async read(at: number, length: number): Promise<Uint8Array | undefined> {
    const i = this.#segments.findLastIndex(({ start }) => start.byte <= at)
    const segment = this.#segments[i]
    if (segment === undefined) return undefined
    const end = this.#segments[i + 1]?.start.byte ?? this.#end.byte
    const bytes = new Uint8Array(Math.min(length, end - at))
    const file = await this.#disk.open(segment.path, 'r').catch(ifAbsent(undefined))
    if (file === undefined) return undefined
    try {
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at - segment.start.byte)
      return bytesRead === 0 ? undefined : bytes.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  }

  /** The first place behind an offset where a file begins, or the end. */
  next(at: number): SpoolPosition {
    return this.#segments.find(({ start }) => start.byte > at)?.start ?? this.#end
  }

  /** Where the file begins in which an offset is, or the end; undefined if there is none. */
  startOf(byte: number): SpoolPosition | undefined {
    return byte === this.#end.byte ? this.#end : this.#segments.findLast(({ start }) => start.byte <= byte)?.start
  }

  /** Moves all that there is so that it begins where another spool, whose files are gone, ended. */
  async moveTo({ byte, entry }: SpoolPosition): Promise<void> {
    await this.close()
    const { start } = this
    const moved = (position: SpoolPosition): SpoolPosition => ({
      byte: position.byte - start.byte + byte,
      entry: position.entry - start.entry + entry,
      sum: position.sum,
    })
    // The last first: at any instant no two files have the same bytes of the spool.
    for (const [i, segment] of [...this.#segments.entries()].reverse()) {
      const next = segmentAt(this.#folder, moved(segment.start))
      await this.#disk.rename(segment.path, next.path).catch(ifAbsent(undefined))
      this.#segments[i] = next
    }
    this.#end = moved(this.#end)
    await syncFolder(this.#disk, this.#folder)
  }

  /** Removes the files that end at or before an offset. */
  async release(before: number): Promise<void> {
    for (let next = this.#segments[1]; next !== undefined && next.start.byte <= before; next = this.#segments[1]) {
      await this.#disk.rm((this.#segments[0] as Segment).path, { force: true })
      this.#segments.shift()
    }
  }

  /** Closes the file that is written; a later append opens one. */
  async close(): Promise<void> {
    const written = this.#written
    this.#written = undefined
    await written?.file.close()
  }

  /** Writes a commit; returns whether it is under its name, where others will look for it. */
  async #isKept(commit: Uint8Array): Promise<boolean> {
    const { file, ino, segment } = this.#written as Written
    await file.appendFile(commit)
    await file.sync()
    const found = await this.#disk.stat(segment.path).catch(ifAbsent(undefined))
    if (found?.ino === ino && found.size === this.#end.byte - segment.start.byte + commit.length) return true
    // In a file that was cut it would stand behind the piece of a line.
    await file.truncate((await file.stat()).size - commit.length)
    return false
  }

  /** Opens the last file to go on in it, unless it is long enough, or not there as it was left. */
  async #reopen(): Promise<Written | undefined> {
    const segment = this.#segments.at(-1)
    if (segment === undefined) return undefined
    const length = this.#end.byte - segment.start.byte
    if (length >= this.#size) return undefined
    const found = await this.#disk.stat(segment.path).catch(ifAbsent(undefined))
    return found === undefined || found.size < length ? undefined : this.#open(segment, length)
  }

  /** Begins a new file, and makes the folder if it is gone. */
  async #begin(): Promise<Written> {
    await makeFolder(this.#disk, this.#folder)
    const segment = segmentAt(this.#folder, this.#end)
    const written = await this.#open(segment, 0)
    this.#segments = [...this.#segments.filter(({ start }) => start.byte < this.#end.byte), segment]
    return written
  }

  async #open(segment: Segment, length: number): Promise<Written> {
    const file = await this.#disk.open(segment.path, 'a')
    try {
      await file.truncate(length)
      await syncFolder(this.#disk, this.#folder)
      return { segment, file, ino: (await file.stat()).ino }
    } catch (error) {
      await file.close().catch(() => {})
      throw error
    }
  }
}
