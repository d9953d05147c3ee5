import { checkMaxLine } from './checkMaxLine.ts'
import { type FilePosition, ORIGIN, type Place, placesOf, withPlace } from './filePosition.ts'
import { FileReading, isStopped } from './fileReading.ts'
import { OtherFile } from './otherFile.ts'
import { type ParseRecord, toFormat } from './recordFormat.ts'
import type { BadEntry, Entry, SeekableSource } from './source.ts'
import { TextFile } from './textFile.ts'

/** How the records of files become events. */
export interface FileOptions<E> {
  /** A format of `@rivulet/formats`, or a function of the text of a line; a SyntaxError or InvalidEvent that it throws refuses the record, `undefined` passes over it. */
  readonly parse: ParseRecord<E>
  /** The longest record, in bytes, default 1 MiB; a longer one is refused without being held. */
  readonly maxLine?: number
  /** Whether to wait at the end of the last file for more, as `tail -F` does, until the signal; default false. */
  readonly follow?: boolean
  /** Whether a position may go on with files that are none of those it has read; default false, but with `follow` true. */
  readonly next?: boolean
  /** Whether a last line that no line break ends is an event, or waits for its end; default `'take'`. */
  readonly unfinished?: 'take' | 'wait'
  /** Is told what a person should know: a line that waits, a file that was cut or replaced. */
  readonly onNotice?: (notice: string) => void
}

/** Files as a source, and how much of them was passed over. */
export interface FileSource<E> extends SeekableSource<E, FilePosition> {
  /** The entries from a position on; nothing of a file is lost. */
  readFrom(
    position?: FilePosition,
    signal?: AbortSignal,
  ): AsyncIterable<readonly (Entry<E, FilePosition> | BadEntry<FilePosition>)[]>
  /** How many records were passed over so far, those before the position where reading went on included. */
  readonly passedOver: number
}

/**
 * A source over text files, one after the other, one event a record. They may be gzipped, UTF-16, or of old Macs. Blank lines are passed over.
 *
 * A position knows the files that were read by the CRC-32 of all that was read of them. So each file is read from where it was left, whatever its name is now; a file
 * that is none of them is begun only after one that is, or when `next` says so; and one that was cut or written anew is never read on in its middle. To find the place, what was read is read again, at about
 * a gigabyte a second.
 *
 * @param paths - the files, in the order in which they are read
 * @param options - what their records are
 * @throws OtherFile from reading, if a file is none of those that the position knows
 *
 * @example
 * ```ts
 * import { fileSource } from '@rivulet/durable'
 * import { mkdtemp, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const path = `${await mkdtemp(`${tmpdir()}/rivulet-`)}/events.jsonl`
 * await writeFile(path, '{"n":1}\nnonsense\n{"n":3}\n')
 * const found: string[] = []
 * for await (const batch of fileSource(path, { parse: (line): { n: number } => JSON.parse(line) }).readFrom()) {
 *   for (const entry of batch) found.push('event' in entry ? String(entry.event.n) : 'refused')
 * }
 * found // => ['1', 'refused', '3']
 * ```
 */
export function fileSource<E>(paths: string | readonly string[], options: FileOptions<E>): FileSource<E> {
  const { parse, maxLine = 1 << 20, follow = false, next = follow, unfinished = 'take', onNotice = () => {} } = options
  checkMaxLine(maxLine)
  const all = typeof paths === 'string' ? [paths] : paths
  const reading = new FileReading(toFormat(parse), { maxLine, unfinished, onNotice })

  return {
    get passedOver() {
      return reading.passed
    },
    async *readFrom(position, signal) {
      const known = placesOf(position)
      reading.begin(position?.passed ?? 0)
      let places = known
      let mayBegin = next || known.length === 0
      for (const [i, path] of all.entries()) {
        if (isStopped(signal)) return
        const isLast = i === all.length - 1
        let file = await TextFile.open(path)
        try {
          if (follow && isLast && !file.isPlain)
            throw new Error(`a file that is no plain text cannot be followed: ${path}`)
          const start = await file.find(known, signal)
          if (isStopped(signal)) return
          if (start === undefined && !mayBegin) throw new OtherFile(path)
          if (start === undefined && known.length > 0) onNotice(`${path} is begun: it is none of the files before`)
          mayBegin = true
          let begin: Place = start ?? ORIGIN
          for (;;) {
            const before = begin === start ? places.filter((place) => place !== start) : places
            const { place, isRotated } = yield* reading.read(file, begin, before, follow && isLast, isLast, signal)
            places = withPlace(before, place)
            if (!isRotated) break
            await file.close()
            file = await reopened(path, signal)
            begin = ORIGIN
          }
        } finally {
          await file.close().catch(() => {})
        }
      }
    },
  }
}

/** The file that has the name now; between two of them there may be none for a moment. */
async function reopened(path: string, signal: AbortSignal | undefined): Promise<TextFile> {
  for (;;) {
    try {
      return await TextFile.open(path)
    } catch (error) {
      const { code } = ((error as Error).cause ?? error) as NodeJS.ErrnoException
      if (code !== 'ENOENT' || signal?.aborted === true) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
