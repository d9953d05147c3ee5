import { Fenced, type OpenStore, type SnapshotStore } from '../store/store.ts'
import { isPassing } from './retry.ts'

/**
 * Opens a store or, if its disk does not allow that now, says so and opens it at the first snapshot for which the disk does. Until then there
 * is nothing to be fenced from. If another trainer has written meanwhile, that one is the newer: then this one is fenced.
 */
export async function openLate(store: SnapshotStore, onProblem: (error: Error) => void): Promise<OpenStore> {
  try {
    return await store.open()
  } catch (cause) {
    // A broker that is not there is no matter of a snapshot: then nobody knows who is the newest.
    if (isPassing(cause)) throw cause
    onProblem(new Error(`nothing is kept for now: ${(cause as Error).message}`, { cause }))
  }
  const newest = async (): Promise<string | undefined> => (await store.list())[0]?.id
  const before = await newest()
  let opened: OpenStore | undefined
  return {
    get epoch() {
      return opened?.epoch ?? 0
    },
    async write(bytes, count) {
      if (opened === undefined) {
        if ((await newest()) !== before) throw new Fenced('the store', 0)
        opened = await store.open()
      }
      await opened.write(bytes, count)
    },
    check: async () => opened?.check(),
    close: async () => opened?.close(),
  }
}
