import { crc32 } from '@rivulet/core/snapshot'
import { type CellState, cellState } from './cellState.ts'
import { unmarked } from './unmarked.ts'

/** A record of a text file, or what is no record. */
export interface RawRecord {
  /** Its bytes without the line break and without a byte order mark, valid until more are pushed; the first of them if it is none. */
  readonly bytes: Uint8Array
  /** Why it is none. */
  readonly problem?: string
  /** Where the next one begins, in bytes of the file. */
  readonly next: number
  /** How many line feeds it had. */
  readonly lines: number
  /** Whether a line feed ends it. */
  readonly isEnded: boolean
  /** The CRC-32 of all bytes before the next one; 0 unless it was asked for. */
  readonly digest: number
}

/** How records are told apart. */
export interface RecordOptions {
  /** The longest record, in bytes. */
  readonly maxLine: number
  /** The byte between cells, if a line break between two `"` belongs to the record, as in CSV. */
  readonly delimiter?: number | undefined
  /** The CRC-32 of the bytes before the first, if that of those that follow is wanted. */
  readonly digest?: number
}

const LINE_FEED = 10

/** How much is shown of what is refused. */
const SHOWN = 1000

const TOO_LONG = 'the line is too long'
const UNCLOSED = 'a quote is not closed'

/**
 * Cuts bytes into records at line feeds, in whatever pieces the bytes arrive, and holds at most one record and one piece.
 *
 * A quote opens a cell only at its start. Of a record that is longer than `maxLine`, or of several lines and no good ({@link Records.refuse}), the first line
 * alone is refused, and reading goes on after it: a quote that is never closed costs one line, not the rest of the file.
 */
export class Records {
  readonly #maxLine: number
  readonly #delimiter: number | undefined
  readonly #wantsDigest: boolean
  #digest: number
  #buffer = new Uint8Array(1 << 16)
  #start = 0
  #end = 0
  /** Up to here no end of the record was found. */
  #scanned = 0
  #cell: CellState = 'start'
  #lines = 0
  /** The first line feed after `#start`, −1 if none was met. */
  #firstBreak = -1
  /** The beginning of a line that is too long, while its end is looked for. */
  #dropped: Uint8Array | undefined
  /** Where `#start` is in the file. */
  #at: number
  /** The last record, if it may still be refused: where it began, its first line feed, and the digest before it. */
  #last: { readonly start: number; readonly firstBreak: number; readonly digest: number } | undefined

  /** @param at - where the bytes begin in their file */
  constructor({ maxLine, delimiter, digest }: RecordOptions, at: number) {
    this.#maxLine = maxLine
    this.#delimiter = delimiter
    this.#wantsDigest = digest !== undefined
    this.#digest = digest ?? 0
    this.#at = at
  }

  /** Takes more bytes of the file. */
  push(bytes: Uint8Array): void {
    this.#last = undefined
    const held = this.#end - this.#start
    if (this.#end + bytes.length > this.#buffer.length) {
      const room = held + bytes.length
      const buffer = room > this.#buffer.length ? new Uint8Array(2 * room) : this.#buffer
      buffer.set(this.#buffer.subarray(this.#start, this.#end))
      this.#buffer = buffer
      this.#scanned -= this.#start
      if (this.#firstBreak >= 0) this.#firstBreak -= this.#start
      this.#start = 0
      this.#end = held
    }
    this.#buffer.set(bytes, this.#end)
    this.#end += bytes.length
  }

  /** The next record; `undefined` when it needs more bytes or, at the end of the file, when there is none. */
  next(atEnd = false): RawRecord | undefined {
    for (;;) {
      const feed = this.#feed()
      if (feed < 0) return this.#unfinished(atEnd)
      this.#scanned = feed + 1
      this.#lines += 1
      if (this.#firstBreak < 0) this.#firstBreak = feed
      if (this.#dropped !== undefined) return this.#cut(feed, this.#dropped, TOO_LONG)
      if (feed - this.#start > this.#maxLine) return this.#firstLine(UNCLOSED)
      if (this.#cell !== 'quoted') return this.#cut(feed, this.#buffer.subarray(this.#start, feed))
    }
  }

  /**
   * Takes back a record of several lines that turned out to be none, and gives its first line as what is refused; the others are read anew.
   *
   * @returns `undefined` if it has one line, and is to be refused as it is
   */
  refuse(problem: string): RawRecord | undefined {
    const last = this.#last
    if (last === undefined) return undefined
    this.#at -= this.#start - last.start
    this.#start = last.start
    this.#digest = last.digest
    this.#firstBreak = last.firstBreak
    return this.#firstLine(problem)
  }

  /** What no record has taken yet. */
  get rest(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end)
  }

  /** What is to be done with bytes that no line feed ends. */
  #unfinished(atEnd: boolean): RawRecord | undefined {
    this.#scanned = this.#end
    const bytes = this.#buffer.subarray(this.#start, this.#end)
    const tooLong = bytes.length > this.#maxLine
    const isOpen = this.#cell === 'quoted'
    if (this.#firstBreak >= 0 && (tooLong || (atEnd && isOpen))) return this.#firstLine(UNCLOSED)
    if (tooLong && this.#dropped === undefined) this.#dropped = this.#shown(bytes).slice()
    if (atEnd && this.#dropped !== undefined) return this.#cut(this.#end, this.#dropped, TOO_LONG)
    if (atEnd && isOpen) return this.#cut(this.#end, bytes, UNCLOSED)
    if (atEnd && bytes.length > 0) return this.#cut(this.#end, bytes)
    if (this.#dropped !== undefined) {
      this.#count(this.#start, this.#end)
      this.#at += bytes.length
      this.#start = this.#end
    }
    return undefined
  }

  /** Refuses the first line of a record that is too long or never ends; what follows is read anew. */
  #firstLine(problem: string): RawRecord {
    const end = this.#firstBreak
    this.#lines = 1
    return this.#cut(
      end,
      this.#buffer.subarray(this.#start, end),
      end - this.#start > this.#maxLine ? TOO_LONG : problem,
    )
  }

  /** Makes a record of what was found, and goes on after the line feed at `end`. */
  #cut(end: number, bytes: Uint8Array, problem?: string): RawRecord {
    const isEnded = end < this.#end
    const after = isEnded ? end + 1 : end
    const lines = this.#lines
    this.#last =
      lines > 1 && problem === undefined
        ? { start: this.#start, firstBreak: this.#firstBreak, digest: this.#digest }
        : undefined
    this.#count(this.#start, after)
    this.#at += after - this.#start
    this.#start = after
    this.#scanned = after
    this.#firstBreak = -1
    this.#lines = 0
    this.#cell = 'start'
    this.#dropped = undefined
    const shown = problem === undefined ? unmarked(bytes) : this.#shown(bytes)
    const found = { bytes: shown, next: this.#at, lines, isEnded, digest: this.#digest }
    return problem === undefined ? found : { ...found, problem }
  }

  #count(start: number, end: number): void {
    if (this.#wantsDigest) this.#digest = crc32(this.#buffer.subarray(start, end), this.#digest)
  }

  #shown(bytes: Uint8Array): Uint8Array {
    return bytes.subarray(0, Math.min(SHOWN, this.#maxLine))
  }

  /** The next line feed that was not looked at, −1 if there is none; keeps count of the quotes before it. */
  #feed(): number {
    const buffer = this.#buffer.subarray(0, this.#end)
    const feed = buffer.indexOf(LINE_FEED, this.#scanned)
    if (this.#delimiter !== undefined && this.#dropped === undefined) {
      this.#cell = cellState(this.#cell, buffer, this.#scanned, feed < 0 ? this.#end : feed, this.#delimiter)
    }
    return feed
  }
}
