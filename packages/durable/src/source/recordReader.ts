import { InvalidEvent, type Rejection } from '@rivulet/core'
import type { OpenRecordFormat, RecordFormat } from './recordFormat.ts'
import { type RawRecord, Records } from './records.ts'

/** What came of a record: an event, a refusal, or nothing, if it was passed over. */
export interface ReadRecord<E> {
  readonly raw: RawRecord
  readonly event?: E
  readonly rejection?: Omit<Rejection, 'position'>
}

/** How much is shown of what is refused, in bytes. */
const SHOWN = 1000

/** Reads the records of an open format out of bytes that are pushed: the one place where bytes become events. */
export class RecordReader<E> {
  readonly #records: Records
  readonly #format: OpenRecordFormat<E>

  constructor(format: OpenRecordFormat<E>, maxLine: number, at: number, digest?: number) {
    this.#format = format
    const { delimiter } = format
    this.#records = new Records(digest === undefined ? { maxLine, delimiter } : { maxLine, delimiter, digest }, at)
  }

  /** Takes more bytes. */
  push(bytes: Uint8Array): void {
    this.#records.push(bytes)
  }

  /** What came of the next record; `undefined` when it needs more bytes or, at the end, when there is none. */
  next(atEnd = false): ReadRecord<E> | undefined {
    const raw = this.#records.next(atEnd)
    if (raw === undefined) return undefined
    const { problem } = raw
    if (problem !== undefined) return { raw, rejection: { event: shown(raw.bytes), reason: problem } }
    if (isBlank(raw.bytes)) return { raw }
    try {
      const event = this.#format.read(raw.bytes)
      return event === undefined ? { raw } : { raw, event }
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof InvalidEvent)) throw error
      const first = this.#records.refuse(error.message)
      return { raw: first ?? raw, rejection: { event: shown((first ?? raw).bytes), reason: error.message } }
    }
  }

  /** What no line break ends yet, if it has to wait for its end; `undefined` if there is nothing, or what is there is whole all the same. */
  waiting(): string | undefined {
    const { rest } = this.#records
    return rest.length === 0 || this.#format.isWhole?.(rest) === true ? undefined : this.rest()
  }

  /** What no line break ends yet, as much as is shown. */
  rest(): string {
    return shown(this.#records.rest)
  }
}

/** Understands the top of a text from as many of its bytes as it takes. */
export async function openFormat<E>(
  format: RecordFormat<E>,
  pieces: AsyncIterable<Uint8Array>,
): Promise<OpenRecordFormat<E> | undefined> {
  let head: Uint8Array = new Uint8Array()
  for await (const piece of pieces) {
    head = head.length === 0 ? piece : Buffer.concat([head, piece])
    const opened = format.open(head, false)
    if (opened !== undefined) return opened
  }
  return head.length === 0 ? undefined : format.open(head, true)
}

function shown(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SHOWN)).toString('utf8')
}

function isBlank(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 32) return false
  return true
}
