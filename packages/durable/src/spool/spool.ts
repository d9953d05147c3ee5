import { check } from '@rivulet/core'
import { Records } from '../source/records.ts'
import type { BadEntry, Entry, SeekableSource, Source } from '../source/source.ts'
import { type Disk, disk as realDisk } from '../store/disk.ts'
import { FRAME_HEAD, fromFrame, toFrame } from './frame.ts'
import { Segments } from './segments.ts'

/** Where an event stands in a spool, in bytes from its very beginning. */
export interface SpoolPosition {
  readonly byte: number
}

/** How a spool keeps events. */
export interface SpoolOptions {
  /** How long a file grows before the next one begins, in bytes; default 64 MiB. */
  readonly segment?: number
  /** The longest event, in bytes of JSON; default 1 MiB. */
  readonly maxLine?: number
  /** The file system; default Node's. */
  readonly disk?: Disk
}

interface Waiting {
  readonly frame: Uint8Array
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const PIECE = 1 << 16

/**
 * A local write-ahead log: it makes any source one that can be read again, from the moment of receipt on. Append what comes, acknowledge
 * it when `append` resolves, and train on the spool.
 *
 * Events are JSON, one a line, each with its CRC-32. What was torn when the power went is cut off at the next opening; what was
 * acknowledged is there. Events appended at the same time share one fsync. Reading waits at the end for more, until `close` or the signal.
 * One process at a time.
 *
 * @example
 * ```ts
 * import { Spool } from '@rivulet/durable'
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const spool = await Spool.open<{ n: number }>(await mkdtemp(`${tmpdir()}/rivulet-`))
 * await Promise.all([spool.append({ n: 1 }), spool.append({ n: 2 })])
 * await spool.close()
 * const seen: number[] = []
 * for await (const batch of spool.readFrom()) for (const entry of batch) if ('event' in entry) seen.push(entry.event.n)
 * seen // => [1, 2]
 * ```
 */
export class Spool<E> implements SeekableSource<E, SpoolPosition> {
  readonly #segments: Segments
  readonly #maxLine: number
  #queue: Waiting[] = []
  #writing: Promise<void> | undefined
  #closed = false
  /** Readers at the end, to be woken. */
  readonly #readers: Set<() => void> = new Set()

  private constructor(segments: Segments, maxLine: number) {
    this.#segments = segments
    this.#maxLine = maxLine
  }

  /** Opens the spool of a folder, and makes it when it is not there. */
  static async open<E>(folder: string, options: SpoolOptions = {}): Promise<Spool<E>> {
    const { segment = 1 << 26, maxLine = 1 << 20, disk = realDisk } = options
    check(Number.isInteger(segment) && segment >= 1, 'segment', 'an integer ≥ 1', segment)
    check(Number.isInteger(maxLine) && maxLine >= 1, 'maxLine', 'an integer ≥ 1', maxLine)
    return new Spool<E>(await Segments.open(disk, folder, segment), maxLine)
  }

  /**
   * Keeps an event, a JSON value. When the promise resolves the event survives the process and the machine. If it rejects, with a full disk
   * for instance, the event is not read in this process; after a restart it may be.
   *
   * @throws RangeError if the event is longer than `maxLine`
   */
  async append(event: E): Promise<void> {
    if (this.#closed) throw new Error('the spool is closed')
    const frame = toFrame(event)
    const length = frame.length - FRAME_HEAD - 1
    check(length <= this.#maxLine, 'the event', `at most ${this.#maxLine} bytes of JSON`, length)
    const kept = new Promise<void>((resolve, reject) => this.#queue.push({ frame, resolve, reject }))
    this.#writing ??= this.#write()
    await kept
  }

  /** Where the next event will be. */
  get end(): SpoolPosition {
    return { byte: this.#segments.end }
  }

  /** Appends all that a source gives, a batch at a time: the source waits for the disk. */
  async fill(source: Source<E>, signal?: AbortSignal): Promise<void> {
    for await (const batch of source.read(signal)) await Promise.all(batch.map((event) => this.append(event)))
  }

  /** The events from a position on, then those that come. */
  async *readFrom(
    position?: SpoolPosition,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly (Entry<E, SpoolPosition> | BadEntry<SpoolPosition>)[]> {
    let at = position?.byte ?? this.#segments.start
    check(Number.isSafeInteger(at) && at >= 0 && at <= this.#segments.end, 'position.byte', 'within the spool', at)
    for (let records = new Records(this.#lines, at), pushed = at; signal?.aborted !== true; ) {
      if (pushed === this.#segments.end) {
        if (this.#closed) return
        await this.#more(signal)
        continue
      }
      const bytes = await this.#segments.read(pushed, PIECE)
      pushed += bytes.length
      records.push(bytes)
      const batch: (Entry<E, SpoolPosition> | BadEntry<SpoolPosition>)[] = []
      for (let raw = records.next(); raw !== undefined; raw = records.next()) {
        batch.push(entryOf<E>(raw.bytes, { byte: at }, { byte: raw.next }))
        at = raw.next
      }
      if (batch.length > 0) yield batch
    }
  }

  /** Removes files that hold only what comes before a position: that of the oldest snapshot that may still be restored. */
  async release(position: SpoolPosition): Promise<void> {
    await this.#segments.release(position.byte)
  }

  /** Takes no more events, and lets readers come to an end. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#writing
    await this.#segments.close()
    this.#wake()
  }

  get #lines(): { maxLine: number; quotes: boolean } {
    return { maxLine: this.#maxLine + FRAME_HEAD, quotes: false }
  }

  /** Waits until there is more to read, the spool is closed, or the signal comes. */
  async #more(signal: AbortSignal | undefined): Promise<void> {
    let wake = (): void => {}
    await new Promise<void>((resolve) => {
      wake = resolve
      this.#readers.add(wake)
      signal?.addEventListener('abort', wake)
    })
    signal?.removeEventListener('abort', wake)
  }

  #wake(): void {
    for (const reader of this.#readers) reader()
    this.#readers.clear()
  }

  async #write(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue
      this.#queue = []
      try {
        await this.#segments.append(Buffer.concat(batch.map(({ frame }) => frame)))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
      this.#wake()
    }
    this.#writing = undefined
  }
}

function entryOf<E>(
  line: Uint8Array,
  at: SpoolPosition,
  next: SpoolPosition,
): Entry<E, SpoolPosition> | BadEntry<SpoolPosition> {
  const json = fromFrame(line)
  if (json !== undefined) return { event: JSON.parse(json) as E, at, next }
  const event = Buffer.from(line.subarray(0, 1000)).toString()
  return { rejection: { event, reason: 'the line of the spool is damaged', position: at }, next }
}
