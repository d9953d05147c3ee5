import type { SnapshotStore } from './store.ts'

/**
 * Keeps the newest snapshot in memory, for tests and for trying things out: it does not survive the process.
 *
 * @example
 * ```ts
 * import { memoryStore } from '@rivulet/durable'
 *
 * const store = memoryStore()
 * await store.write(Uint8Array.of(1, 2, 3), 10)
 * const [newest] = await store.list()
 * await newest!.read() // => [1, 2, 3]
 * ```
 */
export function memoryStore(): SnapshotStore {
  let newest: { bytes: Uint8Array; count: number } | undefined
  return {
    async write(bytes, count) {
      newest = { bytes: new Uint8Array(bytes), count }
    },
    async list() {
      if (newest === undefined) return []
      const { bytes, count } = newest
      const setAside = async (): Promise<void> => {
        newest = undefined
      }
      return [{ name: String(count), read: async () => new Uint8Array(bytes), setAside }]
    },
  }
}
