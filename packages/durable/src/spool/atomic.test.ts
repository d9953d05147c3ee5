import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generator } from '../../test/generator.ts'
import { SimulatedDisk } from '../../test/simulatedDisk.ts'
import { Spool, type SpoolPosition } from '../index.ts'

async function events<E>(spool: Spool<E>): Promise<{ event: E; at: SpoolPosition }[]> {
  const found: { event: E; at: SpoolPosition }[] = []
  for await (const batch of spool.readFrom()) {
    for (const item of batch) {
      if (!('event' in item)) throw new Error(`what was not appended: ${JSON.stringify(item)}`)
      found.push(item)
    }
  }
  return found
}

describe('appendAll', () => {
  test('keeps all of a body or none, whenever the power goes; all of it when it was acknowledged', async () => {
    let [whole, gone] = [0, 0]
    const property = fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 400 }), async (seed, segment) => {
      const random = generator(seed)
      const disk = new SimulatedDisk(random)
      const acknowledged = new Set<number>()
      const sizes: number[] = []
      for (let life = 0; life < 4; life++) {
        const last = disk.operations + 1 + Math.floor(random() * 50)
        disk.fate = () => (disk.operations >= last ? 'crash' : undefined)
        try {
          const spool = await Spool.open<[body: number, i: number]>('/spool', { disk, segment })
          while (!disk.dead) {
            const bodies = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
              const size = 1 + Math.floor(random() * 5)
              return [sizes.push(size) - 1, size] as const
            })
            await Promise.all(
              bodies.map(async ([body, size]) => {
                const made = Array.from({ length: size }, (_, i): [number, number] => [body, i])
                expect((await spool.appendAll(made)).length).toBe(size)
                acknowledged.add(body)
              }),
            )
          }
        } catch (error) {
          if (!disk.dead) throw error
        }
        disk.powerOn()
        const spool = await Spool.open<[number, number]>('/spool', { disk, segment })
        await spool.close()
        const found = await events(spool)
        const counts = new Map<number, number>()
        for (const { event } of found) {
          expect(event[1]).toBe(counts.get(event[0]) ?? 0)
          counts.set(event[0], event[1] + 1)
        }
        for (const [body, count] of counts) expect(count).toBe(sizes[body])
        for (const body of acknowledged) expect(counts.has(body)).toBe(true)
        whole += counts.size
        gone += sizes.length - counts.size
      }
    })
    await fc.assert(property, { seed: 3, numRuns: 200 })
    expect(whole).toBeGreaterThan(1000)
    expect(gone).toBeGreaterThan(100)
  })

  test('a body that was refused and is sent again as told is there once, however many writes fail', async () => {
    const random = generator(5)
    const disk = new SimulatedDisk(random)
    const spool = await Spool.open<string>('/spool', { disk, segment: 300 })
    disk.fate = (operation) => (operation === 'write' && random() < 0.5 ? 'ENOSPC' : undefined)
    let refused = 0
    for (let body = 0; body < 20; body++) {
      const made = Array.from({ length: 10 }, (_, i) => `${body}.${i}`)
      while (
        !(await spool.appendAll(made).then(
          () => true,
          () => false,
        ))
      )
        refused += 1
    }
    await spool.close()
    expect(refused).toBeGreaterThan(5)
    const found = (await events(spool)).map(({ event }) => event)
    expect(found).toEqual(Array.from({ length: 200 }, (_, i) => `${Math.floor(i / 10)}.${i % 10}`))
  })

  test('what waits behind an append that failed fails as well: nothing is there without what was given before it', async () => {
    const disk = new SimulatedDisk(generator(6))
    const spool = await Spool.open<number>('/spool', { disk })
    let writes = 0
    disk.fate = (operation) => (operation === 'write' && ++writes === 2 ? 'EIO' : undefined)
    await spool.append(1)
    const first = spool.append(2)
    const given = [first, spool.appendAll([3, 4]), first.catch(() => spool.append(5))]
    expect((await Promise.allSettled(given)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    await spool.close()
    expect((await events(spool)).map(({ event }) => event)).toEqual([1, 5])
  })

  test('says where each event stands, as reading does, and refuses a whole body for one bad event', async () => {
    const spool = await Spool.open<unknown>('/spool', {
      disk: new SimulatedDisk(generator(7)),
      segment: 60,
      maxLine: 20,
    })
    const positions = [await spool.append('a'), ...(await spool.appendAll(['b', 'c'])), await spool.append('d')]
    await expect(spool.appendAll(['e', { price: Number.NaN }])).rejects.toThrow(
      'event.price should be a finite number, but is NaN',
    )
    await expect(spool.appendAll(['f', 'x'.repeat(20)])).rejects.toThrow('the event should be at most 20 bytes of JSON')
    expect(await spool.appendAll([])).toEqual([])
    await spool.close()
    expect((await events(spool)).map(({ event, at }) => [event, at])).toEqual(
      ['a', 'b', 'c', 'd'].map((event, i) => [event, positions[i]]),
    )
    expect(positions.map(({ entry }) => entry)).toEqual([0, 1, 2, 3])
    expect(spool.taken).toBe(4)
  })
})
