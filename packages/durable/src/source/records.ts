import { check } from '@rivulet/core'

/** A record of a text file, or what is no record. */
export interface RawRecord {
  /** Its bytes without the line break, valid until more are pushed; the first of them if it is none. */
  readonly bytes: Uint8Array
  /** Why it is none. */
  readonly problem?: string
  /** Where the next one begins, in bytes of the file. */
  readonly next: number
  /** How many line feeds it had. */
  readonly lines: number
}

/** How records are told apart. */
export interface RecordOptions {
  /** The longest record, in bytes. */
  readonly maxLine: number
  /** Whether a line break between two `"` belongs to the record, as in CSV. */
  readonly quotes: boolean
}

/** Refuses a limit that is none. */
export function checkMaxLine(maxLine: number): void {
  check(Number.isInteger(maxLine) && maxLine >= 1 && maxLine <= 1 << 29, 'maxLine', 'an integer from 1 to 2²⁹', maxLine)
}

const LINE_FEED = 10
const RETURN = 13
const QUOTE = 34

/** How much is shown of what is refused. */
const SHOWN = 1000

const TOO_LONG = 'the line is too long'
const UNCLOSED = 'a quote is not closed'

/**
 * Cuts bytes into records at line feeds, in whatever pieces the bytes arrive, and holds at most one record and one piece.
 *
 * Of a record longer than `maxLine` the first line alone is refused, and reading goes on after it: a quote that is never closed
 * costs one line, not the rest of the file.
 */
export class Records {
  readonly #maxLine: number
  readonly #quotes: boolean
  #buffer = new Uint8Array(1 << 16)
  #start = 0
  #end = 0
  /** Up to here no end of the record was found. */
  #scanned = 0
  #quoted = false
  #lines = 0
  /** The first line feed after `#start`, −1 if none was met. */
  #firstBreak = -1
  /** The beginning of a line that is too long, while its end is looked for. */
  #dropped: Uint8Array | undefined
  /** Where `#start` is in the file. */
  #at: number

  /** @param at - where the bytes begin in their file */
  constructor({ maxLine, quotes }: RecordOptions, at: number) {
    this.#maxLine = maxLine
    this.#quotes = quotes
    this.#at = at
  }

  /** Takes more bytes of the file. */
  push(bytes: Uint8Array): void {
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
      if (feed - this.#start > this.#maxLine) return this.#refuse()
      if (!this.#quoted) return this.#cut(feed, this.#buffer.subarray(this.#start, feed))
    }
  }

  /** What is to be done with bytes that no line feed ends. */
  #unfinished(atEnd: boolean): RawRecord | undefined {
    this.#scanned = this.#end
    const bytes = this.#buffer.subarray(this.#start, this.#end)
    const tooLong = bytes.length > this.#maxLine
    if (this.#firstBreak >= 0 && (tooLong || atEnd)) return this.#refuse()
    if (tooLong && this.#dropped === undefined) this.#dropped = this.#shown(bytes).slice()
    if (atEnd && this.#dropped !== undefined) return this.#cut(this.#end, this.#dropped, TOO_LONG)
    if (atEnd && this.#quoted) return this.#cut(this.#end, bytes, UNCLOSED)
    if (atEnd && bytes.length > 0) return this.#cut(this.#end, bytes)
    if (this.#dropped !== undefined) {
      this.#at += bytes.length
      this.#start = this.#end
    }
    return undefined
  }

  /** Refuses the first line of a record that is too long or never ends; what follows is read anew. */
  #refuse(): RawRecord {
    const end = this.#firstBreak
    this.#lines = 1
    const problem = end - this.#start > this.#maxLine ? TOO_LONG : UNCLOSED
    return this.#cut(end, this.#buffer.subarray(this.#start, end), problem)
  }

  /** Makes a record of what was found, and goes on after the line feed at `end`. */
  #cut(end: number, bytes: Uint8Array, problem?: string): RawRecord {
    const after = Math.min(end + 1, this.#end)
    this.#at += after - this.#start
    const lines = this.#lines
    this.#start = after
    this.#scanned = after
    this.#firstBreak = -1
    this.#lines = 0
    this.#quoted = false
    this.#dropped = undefined
    if (problem !== undefined) return { bytes: this.#shown(bytes), problem, next: this.#at, lines }
    return { bytes: bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes, next: this.#at, lines }
  }

  #shown(bytes: Uint8Array): Uint8Array {
    return bytes.subarray(0, Math.min(SHOWN, this.#maxLine))
  }

  /** The next line feed that was not looked at, −1 if there is none; keeps count of the quotes before it. */
  #feed(): number {
    const buffer = this.#buffer.subarray(0, this.#end)
    const feed = buffer.indexOf(LINE_FEED, this.#scanned)
    if (this.#quotes && this.#dropped === undefined) {
      const end = feed < 0 ? this.#end : feed
      for (let i = this.#scanned; i < end; i++) if (buffer[i] === QUOTE) this.#quoted = !this.#quoted
    }
    return feed
  }
}
