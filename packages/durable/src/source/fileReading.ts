import { show } from '@rivulet/core'
import type { FilePosition, Place } from './filePosition.ts'
import { followed } from './followed.ts'
import type { RecordFormat } from './recordFormat.ts'
import { openFormat, RecordReader } from './recordReader.ts'
import type { BadEntry, Entry } from './source.ts'
import type { TextFile } from './textFile.ts'

type Batch<E> = (Entry<E, FilePosition> | BadEntry<FilePosition>)[]

/** How records are read. */
export interface ReadingOptions {
  readonly maxLine: number
  readonly unfinished: 'take' | 'wait'
  readonly onNotice: (notice: string) => void
}

/** How far a file was read, and whether what is under its name now is to be read from its beginning. */
export interface FileEnd {
  readonly place: Place
  readonly isRotated: boolean
}

/** Reads one file after the other, and counts what is passed over. */
export class FileReading<E> {
  readonly #format: RecordFormat<E>
  readonly #options: ReadingOptions
  #passed = 0
  /** Where the next record begins. */
  #at: FilePosition = { byte: 0, line: 1, digest: 0, passed: 0 }

  constructor(format: RecordFormat<E>, options: ReadingOptions) {
    this.#format = format
    this.#options = options
  }

  /** How many records were passed over. */
  get passed(): number {
    return this.#passed
  }

  /** Begins with so many passed over. */
  begin(passed: number): void {
    this.#passed = passed
  }

  /**
   * Reads a file from a place on.
   *
   * @param before - the other files that were read
   * @param follow - whether to wait for more at its end
   * @param isLast - whether it may still grow
   */
  async *read(
    file: TextFile,
    from: Place,
    before: readonly Place[],
    follow: boolean,
    isLast: boolean,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Batch<E>, FileEnd> {
    const format = await openFormat(this.#format, follow ? followed(file, 0, signal) : file.pieces(0, signal))
    if (format === undefined || isStopped(signal)) return { place: from, isRotated: false }
    const { bytes, lines } = format.top
    const begin = from.byte >= bytes ? from : { byte: bytes, line: 1 + lines, digest: await file.digest(bytes) }
    if (begin !== from) this.#passed++
    this.#at = { ...begin, passed: this.#passed, ...(before.length > 0 ? { before } : {}) }
    const reader = new RecordReader(format, this.#options.maxLine, begin.byte, begin.digest)
    const pieces = follow ? followed(file, begin.byte, signal) : file.pieces(begin.byte, signal)
    let piece = await pieces.next()
    for (; piece.done !== true; piece = await pieces.next()) {
      reader.push(piece.value)
      const batch = this.#batch(reader, false)
      if (batch.length > 0) yield batch
    }
    const end = piece.value ?? 'ended'
    if (end !== 'stopped' && !isStopped(signal)) {
      const mayGrow = end === 'ended' && isLast && file.isPlain && this.#options.unfinished === 'wait'
      if (end === 'cut') yield this.#cut(reader)
      else if (mayGrow && reader.waiting() !== undefined) this.#waits(reader.waiting() as string, file.path)
      else yield this.#batch(reader, true)
    }
    if (end === 'cut')
      this.#notice(`${file.path} was cut or written anew after ${this.#at.byte} bytes: it is read from its beginning`)
    const { byte, line, digest } = this.#at
    return { place: { byte, line, digest }, isRotated: end === 'cut' || end === 'replaced' }
  }

  /** The records that are there. */
  #batch(reader: RecordReader<E>, atEnd: boolean): Batch<E> {
    const entries: Batch<E> = []
    const { before } = this.#at
    for (let record = reader.next(atEnd); record !== undefined; record = reader.next(atEnd)) {
      const { raw, event, rejection } = record
      if (event === undefined && rejection === undefined) this.#passed++
      const at = this.#at
      const place = { byte: raw.next, line: at.line + raw.lines, digest: raw.digest, passed: this.#passed }
      const next = before === undefined ? place : { ...place, before }
      this.#at = next
      if (rejection !== undefined) entries.push({ rejection: { ...rejection, position: at }, next })
      else if (event !== undefined) entries.push({ event, at, next })
    }
    return entries
  }

  /** Refuses the line in which the file was cut: what was read of it is not the whole. */
  #cut(reader: RecordReader<E>): Batch<E> {
    const event = reader.rest()
    const reason = 'the file was cut within this line'
    return event.trim() === '' ? [] : [{ rejection: { event, reason, position: this.#at }, next: this.#at }]
  }

  #waits(line: string, path: string): void {
    if (line.trim() !== '') this.#notice(`${path}: the last line is not ended, and waits for its end: ${show(line)}`)
  }

  #notice(notice: string): void {
    this.#options.onNotice(notice)
  }
}

/** Whether to stop. */
export function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}
