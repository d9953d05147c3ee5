import { DamagedSnapshot, decode, type Json, restore } from '@rivulet/core/snapshot'
import type { SnapshotStore, StoredSnapshot } from '../store/store.ts'
import type { Checkpoint } from './checkpoint.ts'
import { type Migration, migrate } from './migrate.ts'

/**
 * Restores the newest good snapshot of a store; with an empty store the checkpoint stays as it is. One that is damaged is reported, set
 * aside, and the one before it taken. One that is whole but not for this state is an error, and everything stays as it was.
 *
 * @returns whether there was one
 * @throws Error if there are snapshots but none is good: to begin anew is a person's decision
 */
export async function resume<P extends Json>(
  checkpoint: Checkpoint<P>,
  store: Pick<SnapshotStore, 'list'>,
  migrations: readonly Migration[],
  onProblem: (error: Error) => void,
): Promise<boolean> {
  const all = await store.list()
  const bad: StoredSnapshot[] = []
  for (const stored of all) {
    let bytes: Uint8Array
    try {
      bytes = await stored.read()
      decode(bytes)
    } catch (cause) {
      const unreadable = typeof (cause as { code?: unknown }).code === 'string'
      if (!(cause instanceof DamagedSnapshot) && !unreadable) throw cause
      onProblem(new Error(`the snapshot ${stored.name} is passed over: ${(cause as Error).message}`, { cause }))
      bad.push(stored)
      continue
    }
    restore(checkpoint, migrate(bytes, migrations))
    for (const damaged of bad) await damaged.setAside().catch(onProblem)
    return true
  }
  if (all.length > 0) throw new Error(`none of the ${all.length} snapshots of the store is good`)
  return false
}
