import { check, InvalidEvent } from '@rivulet/core'
import { crc32 } from '@rivulet/core/snapshot'
import { fileBytes } from './fileBytes.ts'
import { checkMaxLine, type RawRecord, Records } from './records.ts'
import type { BadEntry, Entry, SeekableSource } from './source.ts'
import { type TextRecord, toText } from './textRecord.ts'

/** Where a record stands in a file: its first byte (of what it unzips to), its line from 1, and the CRC-32 of the file's first line. */
export interface FilePosition {
  readonly byte: number
  readonly line: number
  /** Tells one file from another of the same name. */
  readonly file: number
}

/** How the records of a file become events. */
export interface FileOptions<E> {
  /** Makes an event of a record; a SyntaxError or InvalidEvent that it throws refuses the record. `header` is the first record, if it is one. */
  readonly parse: (record: string, header: string) => E
  /** Whether the first record names the columns and is no event; default false. */
  readonly header?: boolean
  /** Whether a line break between two `"` belongs to the record, as in CSV; default false. */
  readonly quotes?: boolean
  /** The longest record, in bytes, default 1 MiB; a longer one is refused without being held. */
  readonly maxLine?: number
  /** Whether to wait at the end for more, as `tail -f` does, until the signal; default false. Then a last line without a line feed is not complete yet. */
  readonly follow?: boolean
}

/** A file of events: nothing of it is lost. */
export interface FileSource<E> extends SeekableSource<E, FilePosition> {
  readFrom(
    position?: FilePosition,
    signal?: AbortSignal,
  ): AsyncIterable<readonly (Entry<E, FilePosition> | BadEntry<FilePosition>)[]>
}

/**
 * A source over a text file, plain or gzipped, one event a record. Blank lines are passed over.
 *
 * @param path - the file
 * @param options - what its records are
 *
 * @example
 * ```ts
 * import { fileSource, parseJson } from '@rivulet/durable'
 * import { mkdtemp, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const path = `${await mkdtemp(`${tmpdir()}/rivulet-`)}/events.jsonl`
 * await writeFile(path, '{"n":1}\nnonsense\n{"n":3}\n')
 * const found: string[] = []
 * for await (const batch of fileSource(path, { parse: parseJson<{ n: number }>() }).readFrom()) {
 *   for (const entry of batch) found.push('event' in entry ? String(entry.event.n) : 'refused')
 * }
 * found // => ['1', 'refused', '3']
 * ```
 */
export function fileSource<E>(path: string, options: FileOptions<E>): FileSource<E> {
  const { parse, header = false, quotes = false, maxLine = 1 << 20, follow = false } = options
  checkMaxLine(maxLine)
  const how = { maxLine, quotes }

  return {
    async *readFrom(position, signal) {
      if (position !== undefined) checkPosition(position)
      const top = await firstRecord(path, how, follow, signal)
      if (top === undefined) return
      const file = top.fingerprint
      if (position !== undefined && position.file !== file)
        throw new Error(`this position is one in another file than ${path}`)
      const first: FilePosition = { byte: 0, line: 1, file }
      let at = position ?? (header ? { ...first, byte: top.next, line: 1 + top.lines } : first)
      const records = new Records(how, at.byte)

      const batch = (atEnd: boolean): (Entry<E, FilePosition> | BadEntry<FilePosition>)[] => {
        const entries: (Entry<E, FilePosition> | BadEntry<FilePosition>)[] = []
        for (let raw = records.next(atEnd); raw !== undefined; raw = records.next(atEnd)) {
          const next = { byte: raw.next, line: at.line + raw.lines, file }
          const entry = entryOf(toText(raw, at.byte === 0), (text) => parse(text, top.text), at, next)
          if (entry !== undefined) entries.push(entry)
          at = next
        }
        return entries
      }
      for await (const bytes of fileBytes(path, at.byte, follow, signal)) {
        records.push(bytes)
        const entries = batch(false)
        if (entries.length > 0) yield entries
      }
      if (signal?.aborted !== true) yield batch(true)
    },
  }
}

/** A blank record is no entry. */
function entryOf<E>(
  record: TextRecord | undefined,
  parse: (text: string) => E,
  at: FilePosition,
  next: FilePosition,
): Entry<E, FilePosition> | BadEntry<FilePosition> | undefined {
  if (record === undefined) return undefined
  const { text, problem } = record
  if (problem !== undefined) return { rejection: { event: text, reason: problem, position: at }, next }
  try {
    return { event: parse(text), at, next }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof InvalidEvent)) throw error
    return { rejection: { event: text.slice(0, 1000), reason: error.message, position: at }, next }
  }
}

/** The record at the top of the file, and what tells the file from others. */
async function firstRecord(
  path: string,
  how: { readonly maxLine: number; readonly quotes: boolean },
  follow: boolean,
  signal: AbortSignal | undefined,
): Promise<{ text: string; next: number; lines: number; fingerprint: number } | undefined> {
  const records = new Records(how, 0)
  const found = (raw: RawRecord): { text: string; next: number; lines: number; fingerprint: number } => ({
    text: new TextDecoder().decode(raw.bytes),
    next: raw.next,
    lines: raw.lines,
    fingerprint: crc32(raw.bytes.subarray(0, 1000)),
  })
  for await (const bytes of fileBytes(path, 0, follow, signal)) {
    records.push(bytes)
    const raw = records.next()
    if (raw !== undefined) return found(raw)
  }
  const raw = records.next(true)
  return raw === undefined ? undefined : found(raw)
}

function checkPosition({ byte, line, file }: FilePosition): void {
  for (const [name, value] of Object.entries({ byte, line, file })) {
    check(Number.isSafeInteger(value) && value >= 0, `position.${name}`, 'an integer ≥ 0', value)
  }
}
