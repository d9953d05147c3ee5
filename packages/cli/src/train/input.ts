import { InvalidEvent, type Rejection } from '@rivulet/core'
import {
  type BadEntry,
  type Entry,
  type FilePosition,
  fileSource,
  parseJson,
  readRecords,
  type SeekableSource,
  type TextRecord,
} from '@rivulet/durable'
import { type Columns, readHeader, readRecord } from './csv.ts'
import { type Row, toRow } from './row.ts'

/** Where an event stands in the input. */
export type InputPosition = Pick<FilePosition, 'line'>

/**
 * Opens a file, or standard input for '-'. A file called .csv or .tsv is CSV with a header, one called .json, .jsonl or .ndjson is JSON lines;
 * otherwise it is JSON lines if the first record begins with '{' or '['.
 */
export async function openInput(input: string, label: string): Promise<SeekableSource<Row, InputPosition>> {
  return input === '-' ? openPipe(process.stdin, label) : openFile(input, label)
}

async function openFile(path: string, label: string): Promise<SeekableSource<Row, FilePosition>> {
  const json = parseJson()
  const [, kind] = /\.(csv|tsv|json|jsonl|ndjson)(?:\.gz)?$/i.exec(path) ?? []
  const isLines = kind === undefined ? isJson(await firstRecord(path)) : !/^[ct]sv$/i.test(kind)
  if (isLines) return fileSource(path, { parse: (record) => toRow(json(record), label) })
  let known: { header: string; columns: Columns } | undefined
  const parse = (record: string, header: string): Row => {
    if (known?.header !== header) known = { header, columns: readHeader(header) }
    return toRow(readRecord(record, known.columns), label)
  }
  return fileSource(path, { parse, header: true, quotes: true })
}

async function firstRecord(path: string): Promise<string> {
  const source = fileSource(path, { parse: (record) => record, quotes: true })
  for await (const batch of source.readFrom()) {
    for (const entry of batch) return 'event' in entry ? entry.event : String(entry.rejection.event)
  }
  return '{'
}

function isJson(record: string): boolean {
  return /^\s*[[{]/.test(record)
}

/**
 * A pipe gives each event once: to read on from a position is to read what comes. So it is no better than its process, whatever its type says.
 */
export function openPipe(bytes: AsyncIterable<Uint8Array>, label: string): SeekableSource<Row, InputPosition> {
  const json = parseJson()
  return {
    async *readFrom(position = { line: 0 }, signal) {
      let { line } = position
      let parse: ((record: string) => Row) | undefined
      for await (const batch of readRecords(interrupted(bytes, signal), { quotes: false })) {
        const entries: (Entry<Row, InputPosition> | BadEntry<InputPosition>)[] = []
        for (const record of batch) {
          if (parse === undefined && record.problem === undefined) {
            if (isJson(record.text)) parse = (text) => toRow(json(text), label)
            else {
              const columns = readHeader(record.text)
              parse = (text) => toRow(readRecord(text, columns), label)
              continue
            }
          }
          const at = { line }
          const next = { line: ++line }
          entries.push(entryOf(record, parse, at, next))
        }
        if (entries.length > 0) yield entries
      }
    },
  }
}

function entryOf(
  { text, problem }: TextRecord,
  parse: ((record: string) => Row) | undefined,
  at: InputPosition,
  next: InputPosition,
): Entry<Row, InputPosition> | BadEntry<InputPosition> {
  const refuse = (reason: string): { rejection: Rejection; next: InputPosition } => ({
    rejection: { event: text.slice(0, 1000), reason, position: at },
    next,
  })
  if (problem !== undefined || parse === undefined) return refuse(problem ?? 'the line comes before the header')
  try {
    return { event: parse(text), at, next }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InvalidEvent) return refuse(error.message)
    throw error
  }
}

/** The pieces until the signal comes, also while the next one is waited for. */
async function* interrupted(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]()
  const stopped = new Promise<{ done: true; value: undefined }>((resolve) => {
    signal?.addEventListener('abort', () => resolve({ done: true, value: undefined }), { once: true })
  })
  for (;;) {
    const { done, value } = await Promise.race([pieces.next(), stopped])
    if (done === true) return
    yield value
  }
}
