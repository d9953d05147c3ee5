import { Fenced, type SnapshotStore } from './store.ts'

/**
 * Keeps the newest snapshot in memory, for tests and for trying things out: it does not survive the process.
 *
 * @example
 * ```ts
 * import { memoryStore } from '@rivulet/durable'
 *
 * const store = memoryStore()
 * const mine = await store.open()
 * await mine.write(Uint8Array.of(1, 2, 3), 10)
 * const [newest] = await store.list()
 * await newest!.read() // => Uint8Array.of(1, 2, 3)
 * ```
 */
export function memoryStore(): SnapshotStore {
  let newest: { bytes: Uint8Array; name: string; id: string } | undefined
  let epoch = 0
  let writes = 0
  return {
    keep: 1,
    async list() {
      if (newest === undefined) return []
      const { bytes, name, id } = newest
      const setAside = async (): Promise<void> => {
        if (newest?.id === id) newest = undefined
      }
      return [{ name, id, read: async () => new Uint8Array(bytes), setAside }]
    },
    async open() {
      const mine = ++epoch
      const check = async (): Promise<void> => {
        if (mine !== epoch) throw new Fenced('the store in memory', mine)
      }
      return {
        epoch: mine,
        async write(bytes, count) {
          await check()
          newest = { bytes: new Uint8Array(bytes), name: String(count), id: String(++writes) }
        },
        check,
        close: async () => {},
      }
    },
  }
}
