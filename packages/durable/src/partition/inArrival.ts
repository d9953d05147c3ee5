import type { Json } from '@rivulet/core/snapshot'
import type { ArrivalSource, Item, SeekableSource } from '../source/source.ts'
import { namesOf, type PartitionPositions, type Partitions, placed, releaseAll, startOf } from './partitions.ts'

/**
 * Partitions as one source, in the order in which their entries happen to arrive: nothing waits. Each entry is learned *exactly once*, whatever
 * dies, but another run learns them in another order, and ends with other bytes: see {@link roundRobin} for the same ones.
 *
 * @param partitions - the sources by their names
 *
 * @example
 * ```ts
 * import { arraySource, inArrival } from '@rivulet/durable'
 *
 * const source = inArrival({ a: arraySource(['a0', 'a1']), b: arraySource(['b0']) })
 * const seen: string[] = []
 * for await (const batch of source.readFrom()) for (const item of batch) if ('event' in item) seen.push(item.event)
 * seen.sort() // => ['a0', 'a1', 'b0']
 * ```
 */
export function inArrival<E, P extends Json>(partitions: Partitions<E, P>): ArrivalSource<E, PartitionPositions<P>> {
  const names = namesOf(partitions)
  return {
    order: 'arrival',
    release: (before) => releaseAll(partitions, before),
    async *readFrom(position, signal) {
      const at = startOf<P>(names, position)
      const end = new AbortController()
      const stop = (): void => end.abort()
      signal?.addEventListener('abort', stop)
      if (signal?.aborted === true) stop()
      const all = names.map((name) => {
        const batches = (partitions[name] as SeekableSource<E, P>).readFrom(at[name] ?? undefined, end.signal)
        return { name, batches: batches[Symbol.asyncIterator]() }
      })
      const next = async (
        reader: (typeof all)[number],
      ): Promise<[typeof reader, IteratorResult<readonly Item<E, P>[]>]> => [reader, await reader.batches.next()]
      const coming = new Map(all.map((reader) => [reader.name, next(reader)]))
      try {
        while (coming.size > 0) {
          const [reader, { done, value }] = await Promise.race(coming.values())
          if (done === true) {
            coming.delete(reader.name)
            continue
          }
          // Whoever has waited is next: one that is always ready does not keep the others out.
          coming.delete(reader.name)
          const batch: Item<E, PartitionPositions<P>>[] = []
          for (const item of value) {
            const from = { ...at }
            at[reader.name] = item.next
            batch.push(placed(item, from, { ...at }))
          }
          yield batch
          coming.set(reader.name, next(reader))
        }
      } finally {
        signal?.removeEventListener('abort', stop)
        stop()
        for (const left of coming.values()) left.catch(() => {})
        await Promise.allSettled(all.map(({ batches }) => batches.return?.()))
      }
    },
  }
}
