import { check } from '@rivulet/core'
import type { Json } from '@rivulet/core/snapshot'
import type { Item, SeekableSource, Source } from '../source/source.ts'
import { type Disk, disk as realDisk } from '../store/disk.ts'
import { diskError } from '../store/diskError.ts'
import { Appends } from './appends.ts'
import { type FillOptions, fill } from './fill.ts'
import { FRAME_HEAD, toFrame } from './frame.ts'
import { checkPosition, type SpoolPosition } from './position.ts'
import { Segments } from './segments.ts'
import { SpoolReader } from './spoolReader.ts'

/** How a spool keeps events. */
export interface SpoolOptions {
  /** How long a file grows before the next one begins, in bytes; default 64 MiB. */
  readonly segment?: number
  /** The longest event, with the offset of its producer, in bytes of JSON; default 1 MiB. */
  readonly maxLine?: number
  /** The file system; default Node's. */
  readonly disk?: Disk
}

/**
 * A local write-ahead log: it makes any source one that can be read again, from the moment of receipt on. Append what comes, acknowledge
 * it when `append` resolves, and train on the spool.
 *
 * Events are JSON, one a line, each with its CRC-32: what is read equals what was appended, and what JSON cannot say is refused. What was torn
 * when the power went is cut off at the next opening; what was acknowledged is there. Events appended at the same time share one fsync, so
 * append many before you wait. Reading waits at the end for more, until `close` or the signal. One process at a time: see {@link lockFile}.
 *
 * When its files are removed or cut by somebody else, reading gives a gap that says what is lost, and appending goes on in a new file.
 *
 * @example
 * ```ts
 * import { Spool } from '@rivulet/durable'
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 *
 * const spool = await Spool.open<{ n: number }>(await mkdtemp(`${tmpdir()}/rivulet-`))
 * await Promise.all([spool.append({ n: 1 }, 'page 7'), spool.appendAll([{ n: 2 }, { n: 3 }])])
 * await spool.close()
 * const seen: number[] = []
 * for await (const batch of spool.readFrom()) for (const entry of batch) if ('event' in entry) seen.push(entry.event.n)
 * seen // => [1, 2, 3]
 * spool.offset // => 'page 7'
 * ```
 */
export class Spool<E> implements SeekableSource<E, SpoolPosition> {
  readonly #segments: Segments
  readonly #appends: Appends
  readonly #folder: string
  readonly #maxLine: number
  #taken = 0
  #closed = false
  /** Readers at the end, to be woken. */
  readonly #readers: Set<() => void> = new Set()

  private constructor(segments: Segments, folder: string, maxLine: number) {
    this.#segments = segments
    this.#appends = new Appends(segments, () => this.#wake())
    this.#folder = folder
    this.#maxLine = maxLine
  }

  /**
   * Opens the spool of a folder, and makes it when it is not there.
   *
   * @throws Error if the folder cannot be made or read: where, why, and what to do
   */
  static async open<E>(folder: string, options: SpoolOptions = {}): Promise<Spool<E>> {
    const { segment = 1 << 26, maxLine = 1 << 20, disk = realDisk } = options
    check(Number.isInteger(segment) && segment >= 1, 'segment', 'an integer ≥ 1', segment)
    check(Number.isInteger(maxLine) && maxLine >= 1, 'maxLine', 'an integer ≥ 1', maxLine)
    const segments = await Segments.open(disk, folder, segment).catch((error) => {
      throw diskError(error, `the spool ${folder} cannot be opened`)
    })
    return new Spool<E>(segments, folder, maxLine)
  }

  /**
   * Keeps an event, a JSON value. When the promise resolves the event survives the process and the machine. If it rejects, with a full disk
   * for instance, the event is not read in this process, nor what was appended behind it and not yet acknowledged; after a restart it may be.
   *
   * @param offset - where the producer goes on after this event: `spool.offset` gives the last one back, after a crash too
   * @returns where the event stands: the `at` of its entry, of its outcomes and of its rejection
   * @throws RangeError if the event or the offset is not JSON, with the name of the field, or longer than `maxLine`
   */
  async append(event: E, offset?: Json): Promise<SpoolPosition> {
    const [position] = await this.appendAll([event], offset)
    return position as SpoolPosition
  }

  /**
   * Keeps many events, all or none of them, whatever dies: so what was refused as a whole can be sent again as a whole.
   *
   * @param offset - where the producer goes on after these events
   * @returns where each stands
   * @throws RangeError as `append` does; none is kept then
   */
  async appendAll(events: readonly E[], offset?: Json): Promise<readonly SpoolPosition[]> {
    if (this.#closed) throw new Error(`the spool ${this.#folder} is closed`)
    const frames = events.map((event, i) => {
      const frame = toFrame(event, i === events.length - 1 ? offset : undefined)
      const length = frame.length - FRAME_HEAD - 1
      check(length <= this.#maxLine, 'the event', `at most ${this.#maxLine} bytes of JSON`, length)
      return frame
    })
    if (frames.length === 0) return []
    const positions = await this.#appends.add(frames, offset).catch((error) => {
      throw diskError(error, `the spool ${this.#folder} took ${this.#taken} events and takes no more`)
    })
    this.#taken += positions.length
    return positions
  }

  /** Where the next event will be. */
  get end(): SpoolPosition {
    return this.#segments.end
  }

  /** Where the producer goes on: the last offset that was kept with an event; undefined if there was none. */
  get offset(): Json | undefined {
    return this.#segments.offset
  }

  /** How many events it has kept since it was opened. */
  get taken(): number {
    return this.#taken
  }

  /**
   * Appends all that a source gives, or an async iterable of events, as fast as the disk takes it.
   *
   * @throws Error if the source or the disk fails; what was appended before is kept, and `offset` says where to go on
   */
  async fill(source: Source<E> | AsyncIterable<E>, options: FillOptions<E> = {}): Promise<void> {
    await fill(this, source, options)
  }

  /** The events from a position on, then those that come; and gaps for what is gone. */
  async *readFrom(position?: SpoolPosition, signal?: AbortSignal): AsyncGenerator<readonly Item<E, SpoolPosition>[]> {
    const from = position ?? this.#segments.start
    checkPosition(from)
    let reader = this.#readerAt(this.#segments.startOf(from.byte) ?? from)
    if (from.byte > this.#segments.end.byte || !(await reader.goTo(from))) {
      await this.#appends.between(() => this.#segments.moveTo(from))
      const to = this.#segments.start
      reader = this.#readerAt(to)
      // At a beginning nothing was read: nothing is known to be gone.
      if (from.sum !== 0)
        yield [{ lost: { from, to, reason: 'these are not the files of the spool that was read' }, next: to }]
    }
    while (signal?.aborted !== true) {
      if (reader.atEnd) {
        if (this.#closed) return
        await this.#more(signal)
        continue
      }
      const batch = await reader.next().catch((error) => {
        throw diskError(error, `the spool ${this.#folder} cannot be read`)
      })
      if (batch.length > 0) yield batch
    }
  }

  /** Removes files that hold only what comes before a position. `trainDurably` asks for it behind the snapshots that may still be restored. */
  async release(before: SpoolPosition): Promise<void> {
    await this.#segments.release(before.byte)
  }

  /** Takes no more events, and lets readers come to an end. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#appends.settled()
    await this.#segments.close()
    this.#wake()
  }

  #readerAt(position: SpoolPosition): SpoolReader<E> {
    return new SpoolReader<E>(this.#segments, this.#maxLine, position)
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
}
