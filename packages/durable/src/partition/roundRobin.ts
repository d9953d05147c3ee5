import type { Json } from '@rivulet/core/snapshot'
import type { Item, SeekableSource } from '../source/source.ts'
import { namesOf, type PartitionPositions, type Partitions, placed, releaseAll, startOf } from './partitions.ts'

/** So many items are given at a time when all partitions have some. */
const BATCH = 256

/** Where partitions that are read in turn go on. */
export type RoundRobinPosition<P extends Json> = {
  /** Whose turn it is, as an index among the names in alphabetical order. */
  readonly turn: number
  readonly at: PartitionPositions<P>
}

/**
 * Partitions as one source: an entry of each in turn, in the order of their names; one that is at its end is passed over. So the order is a
 * function of the positions, and a state that learns from many partitions ends with *the same bytes*, whatever dies. The price: a partition
 * that has nothing for a while holds up the others. Where that is too high, and exactly once is enough, see {@link inArrival}.
 *
 * @param partitions - the sources by their names
 *
 * @example
 * ```ts
 * import { arraySource, roundRobin } from '@rivulet/durable'
 *
 * const source = roundRobin({ a: arraySource(['a0', 'a1', 'a2']), b: arraySource(['b0']) })
 * const seen: string[] = []
 * for await (const batch of source.readFrom()) for (const item of batch) if ('event' in item) seen.push(item.event)
 * seen // => ['a0', 'b0', 'a1', 'a2']
 * ```
 */
export function roundRobin<E, P extends Json>(partitions: Partitions<E, P>): SeekableSource<E, RoundRobinPosition<P>> {
  const names = namesOf(partitions)
  return {
    release: ({ at }) => releaseAll(partitions, at),
    async *readFrom(position, signal) {
      const at = startOf<P>(names, position?.at)
      let turn = position?.turn ?? 0
      const end = new AbortController()
      const stop = (): void => end.abort()
      signal?.addEventListener('abort', stop)
      if (signal?.aborted === true) stop()
      const readers = names.map((name) => ({
        name,
        batches: (partitions[name] as SeekableSource<E, P>)
          .readFrom(at[name] ?? undefined, end.signal)
          [Symbol.asyncIterator](),
        items: [] as readonly Item<E, P>[],
        next: 0,
        isDone: false,
      }))
      let batch: Item<E, RoundRobinPosition<P>>[] = []
      try {
        for (let passed = 0; passed < names.length && !end.signal.aborted; ) {
          const reader = readers[turn] as (typeof readers)[number]
          if (!reader.isDone && reader.next === reader.items.length) {
            // What there is should not wait for what there is not.
            if (batch.length > 0) yield batch
            batch = []
            const { done, value } = await reader.batches.next()
            reader.isDone = done === true
            reader.items = value ?? []
            reader.next = 0
            continue
          }
          const before = turn
          turn = (turn + 1) % names.length
          if (reader.isDone) {
            passed += 1
            continue
          }
          passed = 0
          const item = reader.items[reader.next++] as Item<E, P>
          const from = { turn: before, at: { ...at } }
          at[reader.name] = item.next
          batch.push(placed(item, from, { turn, at: { ...at } }))
          if (batch.length < BATCH) continue
          yield batch
          batch = []
        }
        if (batch.length > 0) yield batch
      } finally {
        signal?.removeEventListener('abort', stop)
        stop()
        await Promise.allSettled(readers.map(({ batches }) => batches.return?.()))
      }
    },
  }
}
