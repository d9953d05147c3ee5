import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LawfulStore, storeLaws } from '@rivulet/core/conformance'
import { describe, expect, test } from 'vitest'
import { fileStore, memoryStore, singleFileStore } from '../index.ts'

const place = (): Promise<string> => mkdtemp(join(tmpdir(), 'rivulet-'))

const subjects: Readonly<Record<string, () => Promise<() => LawfulStore>>> = {
  async memory() {
    const store = memoryStore()
    return () => store
  },
  async 'a folder'() {
    const folder = await place()
    return () => fileStore(join(folder, 'below'))
  },
  async 'a folder of one'() {
    const folder = await place()
    return () => fileStore(folder, { keep: 1 })
  },
  async 'a single file'() {
    const folder = await place()
    return () => singleFileStore(join(folder, 'model.safetensors'))
  },
}

describe.each(Object.entries(subjects))('%s', (_, create) => {
  test.each(storeLaws({ create }).map((law) => [law.name, law] as const))('%s', async (_, law) => {
    await law.check()
  })
})

/** A store in memory with one thing wrong. */
function broken(mistake: string): LawfulStore {
  const store = memoryStore()
  const list: LawfulStore['list'] = async () =>
    (await store.list()).map((stored) => ({ ...stored, ...(mistake === 'one id for all' ? { id: 'it' } : {}) }))
  return {
    keep: mistake === 'keeps less than it says' ? 2 : 1,
    list,
    async open() {
      const opened = mistake === 'fences nobody' ? await unfenced.open() : await store.open()
      return {
        ...opened,
        ...(mistake === 'one epoch for all' ? { epoch: 1 } : {}),
        write: (bytes, count) => opened.write(mistake === 'loses a byte' ? bytes.subarray(1) : bytes, count),
        ...(mistake === 'checks nothing' ? { check: async () => {} } : {}),
      }
    },
  }
}
const unfenced = {
  open: async () => ({ epoch: 1, write: async () => {}, check: async () => {}, close: async () => {} }),
}

test.each([
  'keeps less than it says',
  'one id for all',
  'fences nobody',
  'one epoch for all',
  'loses a byte',
  'checks nothing',
])('a store that %s breaks a law', async (mistake) => {
  const laws = storeLaws({
    create: async () => {
      const store = broken(mistake)
      return () => store
    },
  })
  const found = await Promise.allSettled(laws.map((law) => law.check()))
  expect(found.some(({ status }) => status === 'rejected')).toBe(true)
})
