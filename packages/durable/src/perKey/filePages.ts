import { join } from 'node:path'
import type { Disk } from '../store/disk.ts'
import { replaceFile } from '../store/replaceFile.ts'
import { fromHead, type PlaceInPage, toPage } from './page.ts'

const NAME = /^(\d{16})\.page$/

/** So much is read first of a page whose head is wanted, in bytes. */
const HEAD = 1 << 14

/** Of a page with less than this part of what it had, what is left is written anew. */
const LITTLE = 1 / 4

/** A file, and where what of it is still needed stands. */
interface File {
  readonly path: string
  readonly size: number
  readonly needed: Map<number, PlaceInPage>
}

/** Pages in the files of a folder. Of what is in several of them the last one counts. */
export class FilePages {
  readonly #disk: Disk
  readonly #folder: string
  readonly #files: Map<number, File> = new Map()
  #last = 0

  private constructor(disk: Disk, folder: string) {
    this.#disk = disk
    this.#folder = folder
  }

  /** Opens a folder. A page that is damaged is passed over: that something of it is needed is found out when it is. */
  static async open(disk: Disk, folder: string): Promise<FilePages> {
    const pages = new FilePages(disk, folder)
    for (const name of (await disk.readdir(folder)).sort()) {
      const [, number] = NAME.exec(name) ?? []
      if (number === undefined) continue
      pages.#last = Number(number)
      const path = join(folder, name)
      const places = await pages.#head(path)
      if (places !== undefined) await pages.#add(path, places)
    }
    return pages
  }

  numbers(): Iterable<number> {
    return this.#files.keys()
  }

  /** Writes a page. */
  async write(things: ReadonlyMap<number, Uint8Array>): Promise<void> {
    const path = join(this.#folder, `${String(this.#last + 1).padStart(16, '0')}.page`)
    const bytes = toPage(things)
    const guard = async (): Promise<void> => {}
    await replaceFile(this.#disk, bytes, { path, temporary: join(this.#folder, 'unfinished'), guard })
    this.#last += 1
    await this.#add(path, fromHead(bytes) as Map<number, PlaceInPage>)
  }

  /** What is under a number; undefined if there is nothing. */
  async read(number: number): Promise<Uint8Array | undefined> {
    const file = this.#files.get(number)
    return file === undefined ? undefined : this.#read(file.path, file.needed.get(number) as PlaceInPage)
  }

  /** Forgets; returns what should be written anew because little is left where it is. */
  async remove(numbers: readonly number[]): Promise<Map<number, Uint8Array>> {
    const touched = new Set<File>()
    for (const number of numbers) {
      const file = this.#files.get(number)
      this.#files.delete(number)
      file?.needed.delete(number)
      if (file !== undefined) touched.add(file)
    }
    const left = new Map<number, Uint8Array>()
    for (const { path, size, needed } of touched) {
      if (needed.size === 0) await this.#disk.rm(path, { force: true })
      else if (needed.size < LITTLE * size)
        for (const [number, place] of needed) left.set(number, await this.#read(path, place))
    }
    return left
  }

  async #add(path: string, places: Map<number, PlaceInPage>): Promise<void> {
    const file: File = { path, size: places.size, needed: places }
    for (const number of places.keys()) {
      const before = this.#files.get(number)
      this.#files.set(number, file)
      before?.needed.delete(number)
      if (before?.needed.size === 0) await this.#disk.rm(before.path, { force: true })
    }
  }

  async #head(path: string): Promise<Map<number, PlaceInPage> | undefined> {
    for (let length = HEAD; ; length *= 4) {
      const bytes = await this.#read(path, { offset: 0, length })
      const places = fromHead(bytes)
      if (places !== 'more') return places
      if (bytes.length < length) return undefined
    }
  }

  async #read(path: string, { offset, length }: PlaceInPage): Promise<Uint8Array> {
    const file = await this.#disk.open(path, 'r')
    try {
      const bytes = new Uint8Array(length)
      let at = 0
      while (at < length) {
        const { bytesRead } = await file.read(bytes, at, length - at, offset + at)
        if (bytesRead === 0) break
        at += bytesRead
      }
      return bytes.subarray(0, at)
    } finally {
      await file.close()
    }
  }
}
