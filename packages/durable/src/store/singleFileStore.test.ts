import { expect, test } from 'vitest'
import { generator } from '../../test/generator.ts'
import { type Fate, SimulatedDisk } from '../../test/simulatedDisk.ts'
import { type OpenStore, singleFileStore } from '../index.ts'

const SNAPSHOTS = [1, 2, 3, 4].map((n) => new Uint8Array(50).fill(n))

/** The numbers of the snapshots that are there, newest first; −1 for one that is not as it was written. */
async function kept(disk: SimulatedDisk): Promise<number[]> {
  const all = await singleFileStore('/models/m', disk).list()
  const contents = await Promise.all(all.map((stored) => stored.read()))
  return contents.map((bytes) => SNAPSHOTS.findIndex((snapshot) => Buffer.compare(snapshot, bytes) === 0))
}

test('the newest is in the file, the one before beside it; a damaged one is set aside', async () => {
  const disk = new SimulatedDisk(generator(1))
  const store = singleFileStore('/models/m', disk)
  expect(await store.list()).toEqual([])
  const mine = await store.open()
  for (const [i, snapshot] of SNAPSHOTS.entries()) {
    await mine.write(snapshot, i)
    expect(await kept(disk)).toEqual(i === 0 ? [0] : [i, i - 1])
  }
  await (await store.list())[0]!.setAside()
  expect(await kept(disk)).toEqual([2])
  await mine.write(SNAPSHOTS[3]!, 3)
  expect(await kept(disk)).toEqual([3, 2])
  expect((await disk.readdir('/models')).sort()).toEqual(['.m.epoch-1', 'm', 'm.damaged', 'm.previous'])
})

const FATES: readonly Fate[] = ['crash', 'ENOSPC', 'EIO']

test.each(FATES)('%s at any operation leaves what was written last or is being written, whole', async (fate) => {
  for (let failing = 0, done = false; !done; failing++) {
    for (let seed = 0; seed < 5; seed++) {
      const disk = new SimulatedDisk(generator(seed))
      disk.fate = () => (disk.operations === failing ? fate : undefined)
      const store = singleFileStore('/models/m', disk)
      let written = -1
      let failed = -1
      let mine: OpenStore | undefined
      for (const [i, snapshot] of SNAPSHOTS.entries()) {
        if (disk.dead) break
        try {
          mine ??= await store.open()
          await mine.write(snapshot, i)
          written = i
        } catch {
          failed = i
        }
      }
      done = failed < 0
      if (disk.dead) disk.powerOn()
      const now = await kept(disk)
      expect(now).not.toContain(-1)
      if (written >= 0) expect(now[0]).toBeGreaterThanOrEqual(written)
    }
  }
})
