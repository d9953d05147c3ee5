import type { SnapshotStore } from './store.ts'

/**
 * Keeps nothing, for a run that is not kept.
 *
 * @example
 * ```ts
 * import { noStore } from '@rivulet/durable'
 *
 * const store = noStore()
 * await (await store.open()).write(Uint8Array.of(1), 1)
 * await store.list() // => []
 * ```
 */
export function noStore(): SnapshotStore {
  const nothing = async (): Promise<void> => {}
  return {
    keep: 1,
    list: async () => [],
    open: async () => ({ epoch: 1, write: nothing, check: nothing, close: nothing }),
  }
}
