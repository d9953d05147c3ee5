import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generator } from '../../test/generator.ts'
import { SimulatedDisk } from '../../test/simulatedDisk.ts'
import { type Item, Spool, type SpoolPosition } from '../index.ts'
import { readWhole } from '../store/readWhole.ts'

type Found = Item<number, SpoolPosition>

/** Up to so many items of a spool, from a position on. */
async function read(spool: Spool<number>, from?: SpoolPosition, most = Number.POSITIVE_INFINITY): Promise<Found[]> {
  const found: Found[] = []
  for await (const batch of spool.readFrom(from)) {
    found.push(...batch)
    if (found.length >= most || (found.at(-1) as Found).next.byte >= spool.end.byte) break
  }
  return found.slice(0, most)
}

async function remove(disk: SimulatedDisk, which: (name: string) => boolean = () => true): Promise<void> {
  for (const name of await disk.readdir('/spool')) if (which(name)) await disk.rm(`/spool/${name}`)
}

/** Cuts a file as `truncate` of the shell does. */
async function cut(disk: SimulatedDisk, path: string, length: number): Promise<void> {
  await (await disk.open(path, 'a')).truncate(length)
}

const eventsOf = (items: readonly Found[]): unknown[] =>
  items.map((item) => ('event' in item ? item.event : 'lost' in item ? item.lost : item.rejection.reason))

const REASON = 'the files of the spool were removed or cut'

describe('a spool whose files somebody removes', () => {
  test('while it runs makes its folder again, keeps what comes, and says how many are gone', async () => {
    const disk = new SimulatedDisk(generator(1))
    const spool = await Spool.open<number>('/spool', { disk, segment: 60 })
    await spool.appendAll([0, 1, 2])
    await spool.appendAll([3, 4])
    const [first] = await read(spool, undefined, 1)
    disk.removeFolder('/spool')
    for (const [i, { entry }] of [await spool.append(5), await spool.append(6)].entries()) expect(entry).toBe(5 + i)
    await spool.close()
    const found = await read(spool, first?.next)
    expect(eventsOf(found)).toEqual([
      { from: first?.next, to: expect.objectContaining({ entry: 5 }), count: 4, reason: REASON },
      5,
      6,
    ])
    const again = await Spool.open<number>('/spool', { disk, segment: 60 })
    await again.close()
    expect(again.end).toEqual(spool.end)
    expect(eventsOf(await read(again))).toEqual([5, 6])
  })

  test('between two runs says so, and goes on behind the position', async () => {
    const disk = new SimulatedDisk(generator(2))
    const before = await Spool.open<number>('/spool', { disk })
    for (let i = 0; i < 5; i++) await before.append(i)
    await before.close()
    const [, , third] = await read(before)
    await remove(disk)
    for (let start = 0; start < 2; start++) {
      const spool = await Spool.open<number>('/spool', { disk })
      // What comes before anybody reads has to be kept as well.
      if (start === 1) await spool.appendAll([10, 11])
      const reading = spool.readFrom(third?.next)
      const { value: gap } = await reading.next()
      const to = { ...(third?.next as SpoolPosition), sum: 0 }
      const reason = 'these are not the files of the spool that was read'
      expect(gap).toEqual([{ lost: { from: third?.next, to, reason }, next: to }])
      await spool.append(12)
      await spool.close()
      const rest: Found[] = []
      for await (const batch of reading) rest.push(...batch)
      expect(eventsOf(rest)).toEqual(start === 1 ? [10, 11, 12] : [12])
      expect(rest[0]).toMatchObject({ at: to })
      const again = await Spool.open<number>('/spool', { disk })
      await again.close()
      expect(await read(again, to)).toEqual(rest)
      expect(again.end).toEqual(rest.at(-1)?.next)
      await remove(disk)
    }
    // The beginning of a spool whose files are gone again is one of which nothing is known to be lost.
    const empty = await Spool.open<number>('/spool', { disk })
    await empty.close()
    expect(await read(empty, { byte: 70, entry: 3, sum: 0 })).toEqual([])
    expect(empty.end).toEqual({ byte: 70, entry: 3, sum: 0 })
  })

  test('and filled again further than the position, with other events, is not taken for the one that was read', async () => {
    const disk = new SimulatedDisk(generator(3))
    const before = await Spool.open<number>('/spool', { disk })
    for (let i = 10; i < 20; i++) await before.append(i)
    await before.close()
    const found = await read(before)
    await remove(disk)
    const spool = await Spool.open<number>('/spool', { disk })
    for (let i = 30; i < 60; i++) await spool.append(i)
    await spool.close()
    const items = await read(spool, found[4]?.next)
    expect(items[0]).toMatchObject({ lost: { reason: 'these are not the files of the spool that was read' } })
    expect(eventsOf(items.slice(1))).toEqual(Array.from({ length: 30 }, (_, i) => 30 + i))
  })

  test('or cuts: every entry is read, or is in a gap, once, in order', async () => {
    let gaps = 0
    const property = fc.asyncProperty(fc.integer(), fc.integer({ min: 40, max: 200 }), async (seed, segment) => {
      const random = generator(seed)
      const disk = new SimulatedDisk(random)
      const spool = await Spool.open<number>('/spool', { disk, segment })
      let appended = 0
      const items: Found[] = []
      let next: SpoolPosition | undefined
      for (let round = 0; round < 6; round++) {
        for (let i = Math.floor(random() * 10); i > 0; i--) await spool.append(appended++)
        const luck = random()
        const names = await disk.readdir('/spool')
        const name = names[Math.floor(random() * names.length)]
        if (luck < 0.3) await remove(disk, () => random() < 0.5)
        else if (luck < 0.6 && name !== undefined) {
          const { length } = await readWhole(disk, `/spool/${name}`)
          await cut(disk, `/spool/${name}`, Math.floor(random() * length))
        }
        if (random() < 0.5 && spool.end.byte > (next?.byte ?? 0)) {
          const some = await read(spool, next, 1 + Math.floor(random() * 5))
          items.push(...some)
          next = some.at(-1)?.next
        }
      }
      await spool.close()
      items.push(...(await read(spool, next)))
      let entry = 0
      for (const item of items) {
        expect('rejection' in item).toBe(false)
        if ('event' in item) {
          expect(item.event).toBe(entry)
          expect(item.at.entry).toBe(entry)
          entry += 1
        } else if ('lost' in item) {
          expect(item.lost.from.entry).toBe(entry)
          entry += item.lost.count as number
          gaps += 1
        }
      }
      expect(entry).toBe(appended)
    })
    await fc.assert(property, { seed: 4, numRuns: 300 })
    expect(gaps).toBeGreaterThan(100)
  })
})
