import { type AsyncLaw, claim, claimRejects, claimSameBytes } from './law.ts'

/** A snapshot as the laws see it. */
export interface LawfulSnapshot {
  readonly name: string
  readonly id: string
  read(): Promise<Uint8Array>
  setAside(): Promise<void>
}

/** What the laws ask of a store that was opened. */
export interface LawfulOpenStore {
  readonly epoch: number
  write(bytes: Uint8Array, count: number): Promise<void>
  check(): Promise<void>
  close(): Promise<void>
}

/** What the laws ask of a store: the `SnapshotStore` of `@rivulet/durable`. */
export interface LawfulStore {
  readonly keep: number
  list(): Promise<readonly LawfulSnapshot[]>
  open(): Promise<LawfulOpenStore>
}

/** A store that is to obey the laws. */
export interface StoreSubject {
  /** Makes a new, empty place, and gives a function that makes a store over it: each time one of its own, as another process would. */
  readonly create: () => Promise<() => LawfulStore>
}

/**
 * What holds of every store of snapshots: what is written is kept whole and listed newest first, and of those who open it the last is the only
 * one who writes.
 *
 * @returns laws, each a name and a check that rejects when it does not hold; for any test runner
 *
 * @example
 * ```ts
 * import { type LawfulStore, storeLaws } from '@rivulet/core/conformance'
 *
 * const names = storeLaws({ create: async () => () => ({}) as LawfulStore }).map(({ name }) => name)
 * names.length > 5 // => true
 * ```
 */
export function storeLaws({ create }: StoreSubject): AsyncLaw[] {
  const law = (name: string, check: (store: () => LawfulStore) => Promise<void>): AsyncLaw => ({
    name,
    check: async () => check(await create()),
  })
  return [
    law('is empty at first, opened or not', async (store) => {
      claim((await store().list()).length === 0, 'a new place has no snapshot')
      const opened = await store().open()
      claim((await store().list()).length === 0, 'to open it writes none')
      await opened.check()
      await opened.close()
    }),
    law(
      'keeps what is written, byte for byte, for whoever reads it, also when the bytes are changed afterwards',
      async (store) => {
        const opened = await store().open()
        for (const [i, length] of [1, 0, 100_000].entries()) {
          const bytes = bytesOf(length, 7)
          await opened.write(bytes, i + 1)
          bytes.fill(0)
          const stored = await newest(store())
          const read = await stored.read()
          claimSameBytes(read, bytesOf(length, 7), `${length} bytes`)
          read.fill(1)
          claimSameBytes(await stored.read(), bytesOf(length, 7), 'what a reader changes is the copy of the reader')
        }
        await opened.close()
      },
    ),
    law('lists the newest first, as many as it says that it keeps, each with an id of its own', async (store) => {
      const { keep } = store()
      claim(Number.isInteger(keep) && keep >= 1, 'keep is an integer from 1')
      const opened = await store().open()
      const ids = new Set<string>()
      for (let count = 1; count <= keep + 3; count++) {
        await opened.write(bytesOf(5, count), count)
        ids.add((await newest(store())).id)
        const kept = await Promise.all((await store().list()).slice(0, keep).map((stored) => stored.read()))
        claim(kept.length === Math.min(count, keep), `of ${count} written it lists ${kept.length}`)
        for (const [i, bytes] of kept.entries()) claimSameBytes(bytes, bytesOf(5, count - i), `the newest but ${i}`)
      }
      claim(ids.size === keep + 3, 'each newest snapshot had another id')
      const [first, again] = [await newest(store()), await newest(store())]
      claim(first.id === again.id, 'the id of a snapshot stays')
      await opened.close()
    }),
    law(
      'of one epoch the snapshot with more entries is the newest, in whatever order they are written',
      async (store) => {
        if (store().keep < 3) return
        const opened = await store().open()
        for (const count of [90, 1000, 200]) await opened.write(bytesOf(3, count), count)
        claimSameBytes(await (await newest(store())).read(), bytesOf(3, 1000), 'that of 1000')
      },
    ),
    law(
      'belongs to who opened it last: everybody before is fenced at once, and keeps nothing any more',
      async (store) => {
        const first = await store().open()
        await first.write(bytesOf(4, 1), 100)
        const second = await store().open()
        claim(second.epoch > first.epoch, `the epoch grows from ${first.epoch} to ${second.epoch}`)
        claimSameBytes(await (await newest(store())).read(), bytesOf(4, 1), 'what was there stays')
        await claimRejects(() => first.check(), 'Fenced', 'check of the older')
        await claimRejects(() => first.write(bytesOf(4, 2), 200), 'Fenced', 'a write of the older')
        claimSameBytes(await (await newest(store())).read(), bytesOf(4, 1), 'nothing of it is kept')
        await second.check()
        await second.write(bytesOf(4, 3), 50)
        claimSameBytes(
          await (await newest(store())).read(),
          bytesOf(4, 3),
          'the newest epoch is the newest, with fewer entries too',
        )
        await first.close()
        await second.check()
        await second.close()
        const third = await store().open()
        claim(third.epoch > second.epoch, 'to close does not end an epoch, nor does it forget it')
        await claimRejects(() => second.write(bytesOf(4, 4), 300), 'Fenced', 'a write after the closing')
        await third.close()
      },
    ),
    law('of many who open it at once exactly one is not fenced', async (store) => {
      const opened = await Promise.all(Array.from({ length: 5 }, () => store().open()))
      claim(new Set(opened.map(({ epoch }) => epoch)).size === 5, 'each has an epoch of its own')
      const last = Math.max(...opened.map(({ epoch }) => epoch))
      for (const one of opened) {
        if (one.epoch === last) await one.write(bytesOf(6, 9), 9)
        else await claimRejects(() => one.write(bytesOf(6, one.epoch), 99), 'Fenced', `epoch ${one.epoch} of ${last}`)
      }
      claimSameBytes(await (await newest(store())).read(), bytesOf(6, 9), 'the one that was written')
    }),
    law('puts a snapshot aside: then it is not listed, and the one before it is the newest', async (store) => {
      const opened = await store().open()
      for (const count of [1, 2]) await opened.write(bytesOf(3, count), count)
      const before = (await store().list()).length
      await (await newest(store())).setAside()
      const after = await store().list()
      claim(after.length === before - 1, 'there is one less')
      if (after[0] !== undefined) claimSameBytes(await after[0].read(), bytesOf(3, 1), 'the one before')
      await opened.write(bytesOf(3, 3), 3)
      claimSameBytes(await (await newest(store())).read(), bytesOf(3, 3), 'it goes on')
      await opened.close()
    }),
  ]
}

async function newest(store: LawfulStore): Promise<LawfulSnapshot> {
  const [first] = await store.list()
  claim(first !== undefined, 'there is a snapshot')
  return first
}

function bytesOf(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 255)
}
