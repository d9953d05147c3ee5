import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disk, fileStore } from '../index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rivulet-'))
})
afterAll(() => rm(folder, { recursive: true }))

const numbers = async (path: string): Promise<number[]> => {
  const all = await fileStore(path).list()
  return Promise.all(all.map(async (stored) => (await stored.read())[0]!))
}

test('a folder keeps the last three, newest first, and leaves other files alone', async () => {
  const path = join(folder, 'a', 'b')
  const store = fileStore(path)
  expect(await store.list()).toEqual([])
  const mine = await store.open()
  for (const count of [9, 10, 200, 1000]) await mine.write(Uint8Array.of(count & 255), count)
  await writeFile(join(path, 'notes.txt'), 'mine')
  await writeFile(join(path, 'unfinished-1'), 'half')
  expect(await numbers(path)).toEqual([232, 200, 10])
  await mine.write(Uint8Array.of(7), 1001)
  expect((await readdir(path)).sort()).toEqual([
    '0000000000000200-1.safetensors',
    '0000000000001000-1.safetensors',
    '0000000000001001-1.safetensors',
    'epoch-1',
    'notes.txt',
  ])
  await (await store.list())[0]!.setAside()
  expect(await numbers(path)).toEqual([232, 200])
})

test('a folder that vanishes is made again by the next write', async () => {
  const path = join(folder, 'vanishing', 'model')
  const store = fileStore(path, { keep: 1 })
  const mine = await store.open()
  await mine.write(Uint8Array.of(1), 1)
  await rm(join(folder, 'vanishing'), { recursive: true })
  expect(await store.list()).toEqual([])
  await mine.write(Uint8Array.of(2), 2)
  expect(await numbers(path)).toEqual([2])
})

test('what a process that died left half is removed, and a snapshot of an older epoch is older, whatever its count', async () => {
  const path = join(folder, 'epochs')
  const store = fileStore(path, { keep: 2 })
  const older = await store.open()
  await older.write(Uint8Array.of(1), 100)
  await writeFile(join(path, 'unfinished-1'), 'half')
  const newer = await store.open()
  expect(await readdir(path)).toEqual(['0000000000000100-1.safetensors', 'epoch-2'])
  await newer.write(Uint8Array.of(2), 50)
  expect(await numbers(path)).toEqual([2, 1])
  await newer.write(Uint8Array.of(3), 60)
  expect(await numbers(path)).toEqual([3, 2])
})

test('a snapshot is read whole, however little the system gives at a time', async () => {
  const meagre: typeof disk = {
    ...disk,
    async open(path, flags) {
      const file = await disk.open(path, flags)
      return {
        appendFile: (bytes) => file.appendFile(bytes),
        read: (bytes, offset, length, position) => file.read(bytes, offset, Math.min(length, 7), position),
        stat: () => file.stat(),
        truncate: (length) => file.truncate(length),
        sync: () => file.sync(),
        close: () => file.close(),
      }
    },
  }
  const store = fileStore(join(folder, 'meagre'), { disk: meagre })
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i & 255)
  await (await store.open()).write(bytes, 1)
  expect(new Uint8Array(await (await store.list())[0]!.read())).toEqual(bytes)
})
