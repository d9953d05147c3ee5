import { type FileHandle, open, stat } from 'node:fs/promises'
import { crc32 } from '@rivulet/core/snapshot'
import { encodingOf, SNIFFED } from './encoding.ts'
import type { Place } from './filePosition.ts'
import { toUtf8 } from './toUtf8.ts'

const PIECE = 1 << 16

/** A text file that is open, whatever it is written in. */
export class TextFile {
  readonly path: string
  /** Whether its bytes are those of its text, so that it may grow. */
  readonly isPlain: boolean
  readonly #handle: FileHandle

  private constructor(path: string, handle: FileHandle, isPlain: boolean) {
    this.path = path
    this.#handle = handle
    this.isPlain = isPlain
  }

  /**
   * Opens a file.
   *
   * @throws Error if there is none, or it holds no text
   */
  static async open(path: string): Promise<TextFile> {
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(SNIFFED), 0, SNIFFED, 0)
      return new TextFile(path, handle, encodingOf(buffer.subarray(0, bytesRead)) === 'utf-8')
    } catch (cause) {
      await handle.close()
      throw new Error(`${path}: ${(cause as Error).message}`, { cause })
    }
  }

  /** Up to so many bytes of the file from an offset on; none at its end. */
  async read(from: number, length: number = PIECE): Promise<Uint8Array> {
    const { buffer, bytesRead } = await this.#handle.read(new Uint8Array(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  }

  /** The text from an offset on, to what is now its end. */
  async *pieces(from: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    let at = 0
    for await (const piece of this.isPlain ? this.#raw(from) : toUtf8(this.#raw(0))) {
      if (signal?.aborted === true) return
      at += piece.length
      if (this.isPlain) yield piece
      else if (at > from) yield at - piece.length >= from ? piece : piece.subarray(from - at)
    }
  }

  /** The longest of some places that is one in this file: everything before it is the same. */
  async find(places: readonly Place[], signal?: AbortSignal): Promise<Place | undefined> {
    const wanted = [...places].sort((a, b) => a.byte - b.byte)
    let found: Place | undefined
    let at = 0
    let digest = 0
    if (wanted.length === 0) return undefined
    for await (const piece of this.pieces(0, signal)) {
      let from = 0
      for (let next = wanted[0]; next !== undefined && next.byte <= at + piece.length; next = wanted[0]) {
        digest = crc32(piece.subarray(from, next.byte - at), digest)
        from = next.byte - at
        if (digest === next.digest) found = next
        wanted.shift()
      }
      if (wanted.length === 0) break
      digest = crc32(piece.subarray(from), digest)
      at += piece.length
    }
    return found
  }

  /** The CRC-32 of the first bytes. */
  async digest(bytes: number): Promise<number> {
    let [at, digest] = [0, 0]
    for await (const piece of this.pieces(0)) {
      digest = crc32(piece.subarray(0, bytes - at), digest)
      at += piece.length
      if (at >= bytes) break
    }
    return digest
  }

  /** What has become of the file since so many of its bytes were read. */
  async state(read: number): Promise<'same' | 'gone' | 'cut' | 'replaced'> {
    const { size, ino, dev } = await this.#handle.stat()
    if (size < read) return 'cut'
    const now = await stat(this.path).catch(() => undefined)
    if (now === undefined) return 'gone'
    return now.ino === ino && now.dev === dev ? 'same' : 'replaced'
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }

  async *#raw(from: number): AsyncGenerator<Uint8Array> {
    for (let at = from; ; ) {
      const piece = await this.read(at)
      if (piece.length === 0) return
      at += piece.length
      yield piece
    }
  }
}
