import type { SnapshotStore } from '../src/index.ts'

/** A store that is never fenced and lists nothing, of a function that writes. */
export function storeOf(write: (bytes: Uint8Array, count: number) => Promise<void>): SnapshotStore {
  const nothing = async (): Promise<void> => {}
  return {
    keep: 1,
    list: async () => [],
    open: async () => ({ epoch: 1, write, check: nothing, close: nothing }),
  }
}
