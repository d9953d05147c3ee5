import { check } from '@rivulet/core'
import type { Entry, SeekableSource } from './source.ts'

const BATCH = 256

/** Events in memory: all of them are events, and none is lost. */
export interface ArraySource<E> extends SeekableSource<E, number> {
  readFrom(position?: number, signal?: AbortSignal): AsyncIterable<readonly Entry<E, number>[]>
}

/**
 * A source over events in memory; a position is an index.
 *
 * @param events - any array; it should not change
 *
 * @example
 * ```ts
 * import { arraySource } from '@rivulet/durable'
 *
 * const seen: string[] = []
 * for await (const batch of arraySource(['a', 'b', 'c']).readFrom(1)) for (const entry of batch) seen.push(entry.event)
 * seen // => ['b', 'c']
 * ```
 */
export function arraySource<E>(events: readonly E[]): ArraySource<E> {
  return {
    async *readFrom(position = 0, signal) {
      const isIndex = Number.isInteger(position) && position >= 0 && position <= events.length
      check(isIndex, 'position', `an integer from 0 to ${events.length}`, position)
      for (let start = position; start < events.length && signal?.aborted !== true; start += BATCH) {
        yield events.slice(start, start + BATCH).map((event, i) => ({ event, at: start + i, next: start + i + 1 }))
      }
    },
  }
}
