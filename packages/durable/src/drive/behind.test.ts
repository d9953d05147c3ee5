import { encode, record } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Average } from '../../test/average.ts'
import { generator } from '../../test/generator.ts'
import { SimulatedDisk } from '../../test/simulatedDisk.ts'
import { fileStore, type SnapshotStore, Spool, type SpoolPosition, singleFileStore, trainDurably } from '../index.ts'

const EVENTS = Array.from({ length: 120 }, (_, i) => (i * 31) % 17)

const stores: Readonly<Record<string, (disk: SimulatedDisk) => SnapshotStore>> = {
  'a single file': (disk) => singleFileStore('/model', disk),
  'a folder of two': (disk) => fileStore('/models', { disk, keep: 2 }),
}

test.each(Object.entries(stores))(
  'behind the snapshots in %s a spool is released so far that the newest may be damaged at any time, and nothing is lost',
  async (_, storeOn) => {
    const expected = new Average()
    for (const x of EVENTS) expected.learn(x)
    let [fallbacks, released] = [0, 0]
    const property = fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 30 }), async (seed, every) => {
      const random = generator(seed)
      const disk = new SimulatedDisk(random)
      let average = new Average()
      for (let entries = 0; entries < EVENTS.length; ) {
        const spool = await Spool.open<number>('/spool', { disk, segment: 40 })
        await spool.appendAll(EVENTS.slice(spool.end.entry, spool.end.entry + 40))
        await spool.close()
        average = new Average()
        const stop = new AbortController()
        const last = Math.floor(random() * 100)
        let learned = 0
        const trained = await trainDurably<number, SpoolPosition>({
          source: spool,
          state: record({ average }),
          store: storeOn(disk),
          every,
          signal: stop.signal,
          onSkipped: () => {},
          step(x) {
            average.learn(x)
            if (++learned === last) stop.abort()
          },
          onProblem(error) {
            if (!/passed over/.test(error.message)) throw error
            fallbacks += 1
          },
        })
        entries = trained.entries
        if ((await disk.readdir('/spool')).length * 40 < spool.end.byte) released += 1
        const kept = await storeOn(disk).list()
        if (entries < EVENTS.length && kept.length > 1 && random() < 0.5) {
          const [newest] = kept
          const path = newest?.name.startsWith('/') ? newest.name : `/models/${newest?.name}`
          await (await disk.open(path, 'a')).truncate(100)
        }
      }
      expect(encode(average)).toEqual(encode(expected))
    })
    await fc.assert(property, { seed: 8, numRuns: 60 })
    expect(fallbacks).toBeGreaterThan(20)
    expect(released).toBeGreaterThan(20)
  },
)
