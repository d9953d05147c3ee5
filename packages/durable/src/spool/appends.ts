import type { Json } from '@rivulet/core/snapshot'
import { toCommit } from './frame.ts'
import { after, type SpoolPosition } from './position.ts'
import type { Segments } from './segments.ts'

/** Frames that wait to be written, all or none of them. */
interface Waiting {
  readonly frames: readonly Uint8Array[]
  readonly offset: Json | undefined
  readonly resolve: (positions: SpoolPosition[]) => void
  readonly reject: (error: unknown) => void
}

/** What is written at once is at most so many bytes, or one of those who wait. */
const COMMIT = 1 << 17

/** Writes what is given to a spool, in order; what comes while the disk is busy is written together afterwards, with one fsync. */
export class Appends {
  readonly #segments: Segments
  readonly #written: () => void
  #queue: Waiting[] = []
  #writing: Promise<void> | undefined

  /** @param written - is called after each write */
  constructor(segments: Segments, written: () => void) {
    this.#segments = segments
    this.#written = written
  }

  /**
   * Writes frames, all or none of them.
   *
   * @returns where they stand, when they are on the disk
   */
  add(frames: readonly Uint8Array[], offset: Json | undefined): Promise<SpoolPosition[]> {
    const kept = new Promise<SpoolPosition[]>((resolve, reject) =>
      this.#queue.push({ frames, offset, resolve, reject }),
    )
    this.#writing ??= this.#write()
    return kept
  }

  /** Does something while nothing is written. */
  async between(action: () => Promise<void>): Promise<void> {
    while (this.#writing !== undefined) await this.#writing
    const done = action()
    this.#writing = done.catch(() => {}).then(() => this.#write())
    await done
  }

  /** Waits until nothing is written. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #write(): Promise<void> {
    // What is given at the same time is written together.
    await undefined
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, countOf(this.#queue))
      const frames = group.flatMap((waiting) => waiting.frames)
      const offset = group.findLast((waiting) => waiting.offset !== undefined)?.offset
      const starts = [this.#segments.end]
      for (const frame of frames) {
        const at = starts.at(-1) as SpoolPosition
        starts.push(after(at, frame, at.byte + frame.length))
      }
      const end = starts.pop() as SpoolPosition
      try {
        await this.#segments.append(toCommit(frames), end, offset)
        for (const { frames, resolve } of group) resolve(starts.splice(0, frames.length))
      } catch (error) {
        // What waits behind it fails as well: nothing stands in the spool without what was given before it.
        for (const { reject } of [...group, ...this.#queue.splice(0)]) reject(error)
      }
      this.#written()
    }
    this.#writing = undefined
  }
}

/** How many of those who wait are written together. */
function countOf(queue: readonly Waiting[]): number {
  let bytes = 0
  const full = queue.findIndex(({ frames }) => {
    for (const { length } of frames) bytes += length
    return bytes > COMMIT
  })
  return full < 0 ? queue.length : Math.max(full, 1)
}
