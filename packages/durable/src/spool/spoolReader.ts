import { type RawRecord, Records } from '../source/records.ts'
import type { Item } from '../source/source.ts'
import { FRAME_HEAD, type FrameContent, fromFrame } from './frame.ts'
import { after, isSame, type SpoolPosition } from './position.ts'
import type { Segments } from './segments.ts'

/** How much is read at a time, in bytes. */
const PIECE = 1 << 16

/** Reads the lines of a spool, one after the other. */
export class SpoolReader<E> {
  readonly #segments: Segments
  readonly #maxLine: number
  /** Where the next line begins. */
  #at: SpoolPosition
  /** Up to here the bytes are in `#records`. */
  #pushed: number
  #records: Records

  /** @param at - where a line begins */
  constructor(segments: Segments, maxLine: number, at: SpoolPosition) {
    this.#segments = segments
    this.#maxLine = maxLine
    this.#at = at
    this.#pushed = at.byte
    this.#records = this.#recordsFrom(at)
  }

  /**
   * Goes on to a position.
   *
   * @returns whether it is one of this spool: whether what is before it, as far as it is still there, is what was there when it was made
   */
  async goTo(position: SpoolPosition): Promise<boolean> {
    let isDamaged = false
    while (this.#at.byte < position.byte) {
      const raw = this.#records.next()
      if (raw !== undefined) isDamaged = this.#pass(raw) === undefined || isDamaged
      else if (!(await this.#read())) {
        this.#goOnAt(position)
        return true
      }
    }
    return isDamaged || isSame(this.#at, position)
  }

  /** Whether everything was read. */
  get atEnd(): boolean {
    return this.#at.byte >= this.#segments.end.byte
  }

  /** The next lines, or a gap if they are gone; nothing if it read no more than a piece of a line. */
  async next(): Promise<readonly Item<E, SpoolPosition>[]> {
    const batch: Item<E, SpoolPosition>[] = []
    for (let raw = this.#records.next(); raw !== undefined; raw = this.#records.next()) batch.push(this.#take(raw))
    if (batch.length > 0) return batch
    const start = this.#segments.startOf(this.#pushed)
    if (start?.byte === this.#pushed) {
      if (this.#at.byte < start.byte) return [this.#gap(start)]
      this.#at = start
    }
    return (await this.#read()) ? [] : [this.#gap(this.#segments.next(this.#pushed))]
  }

  #take(raw: RawRecord): Item<E, SpoolPosition> {
    const at = this.#at
    const content = this.#pass(raw)
    const next = this.#at
    if (content !== undefined) return { event: content.event as E, at, next }
    const event = Buffer.from(raw.bytes.subarray(0, 1000)).toString()
    return { rejection: { event, reason: 'the line of the spool is damaged', position: at }, next }
  }

  #pass({ bytes, next }: RawRecord): FrameContent | undefined {
    this.#at = after(this.#at, bytes, next)
    return fromFrame(bytes)
  }

  /** Passes over what is gone. */
  #gap(to: SpoolPosition): Item<E, SpoolPosition> {
    const from = this.#at
    this.#goOnAt(to)
    const count = Math.max(to.entry - from.entry, 1)
    return { lost: { from, to, count, reason: 'the files of the spool were removed or cut' }, next: to }
  }

  #goOnAt(position: SpoolPosition): void {
    this.#at = position
    this.#pushed = position.byte
    this.#records = this.#recordsFrom(position)
  }

  /** Reads a piece; returns whether it is there. */
  async #read(): Promise<boolean> {
    const bytes = await this.#segments.read(this.#pushed, PIECE)
    if (bytes === undefined) return false
    this.#pushed += bytes.length
    this.#records.push(bytes)
    return true
  }

  #recordsFrom({ byte }: SpoolPosition): Records {
    return new Records({ maxLine: this.#maxLine + FRAME_HEAD }, byte)
  }
}
