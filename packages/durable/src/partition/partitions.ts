import { check } from '@rivulet/core'
import type { Json } from '@rivulet/core/snapshot'
import type { Item, SeekableSource } from '../source/source.ts'

/** The partitions of a source by their names, each of which can be read again. */
export type Partitions<E, P extends Json> = Readonly<Record<string, SeekableSource<E, P>>>

/** Where each partition goes on; null at its beginning. */
export type PartitionPositions<P extends Json> = { readonly [name: string]: P | null }

/** The names in an order that is the same everywhere. */
export function namesOf(partitions: Readonly<Record<string, unknown>>): string[] {
  const names = Object.keys(partitions).sort()
  check(names.length > 0, 'partitions', 'at least one', '{}')
  return names
}

/** Where all partitions are at their beginnings, or where they were; a partition that is new is at its beginning. */
export function startOf<P extends Json>(
  names: readonly string[],
  positions: PartitionPositions<P> = {},
): Record<string, P | null> {
  for (const name of Object.keys(positions))
    check(names.includes(name), 'a position', `in one of the partitions ${names.join(', ')}`, name)
  return Object.fromEntries(names.map((name) => [name, positions[name] ?? null]))
}

/** Lets each partition forget what is before a position. */
export async function releaseAll<P extends Json>(
  partitions: Partitions<unknown, P>,
  positions: PartitionPositions<P>,
): Promise<void> {
  for (const [name, position] of Object.entries(positions))
    if (position !== null) await partitions[name]?.release?.(position)
}

/** An item of a partition as one of all of them. */
export function placed<E, P extends Json, Q extends Json>(item: Item<E, P>, at: Q, next: Q): Item<E, Q> {
  if ('event' in item) return { event: item.event, at, next }
  if ('rejection' in item) return { rejection: { ...item.rejection, position: at }, next }
  return { lost: { ...item.lost, from: at, to: next }, next }
}
