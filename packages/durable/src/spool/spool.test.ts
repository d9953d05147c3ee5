import { setImmediate } from 'node:timers/promises'
import { encode, record } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Average } from '../../test/average.ts'
import { generator } from '../../test/generator.ts'
import { SimulatedDisk } from '../../test/simulatedDisk.ts'
import { fileStore, Spool, type SpoolPosition, trainDurably } from '../index.ts'

interface Read<E> {
  readonly event: E | string
  readonly at: SpoolPosition
  readonly next: SpoolPosition
}

/** Everything in a spool that is closed. */
async function all<E>(spool: Spool<E>, from?: SpoolPosition): Promise<Read<E>[]> {
  const found: Read<E>[] = []
  for await (const batch of spool.readFrom(from)) {
    for (const entry of batch) {
      if ('event' in entry) found.push(entry)
      else
        found.push({ event: entry.rejection.reason, at: entry.rejection.position as SpoolPosition, next: entry.next })
    }
  }
  return found
}

describe('a spool', () => {
  test('gives back what was appended, in order, over many files, from any position', async () => {
    const disk = new SimulatedDisk(generator(1))
    const events = Array.from({ length: 50 }, (_, i) => ({ i, text: ['é', '\ud800', '\n', '"'][i % 4] }))
    const spool = await Spool.open<unknown>('/spool', { disk, segment: 100 })
    for (const event of events) await spool.append(event)
    await spool.close()
    expect((await disk.readdir('/spool')).length).toBeGreaterThan(5)
    const whole = await all(spool)
    expect(whole.map(({ event }) => event)).toEqual(events)
    for (const [i, { at, next }] of whole.entries()) {
      expect(await all(spool, at)).toEqual(whole.slice(i))
      expect(await all(spool, next)).toEqual(whole.slice(i + 1))
    }
    await spool.release(whole[20]!.at)
    expect(await all(spool, whole[20]!.at)).toEqual(whole.slice(20))
    await expect(all(spool, whole[0]!.at)).rejects.toThrow('of a spool that begins at')
  })

  test('whenever the power goes, has everything that was acknowledged, in order, and nothing else', async () => {
    let crashes = 0
    let torn = 0
    const property = fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 300 }), async (seed, segment) => {
      const random = generator(seed)
      const disk = new SimulatedDisk(random)
      const acknowledged: number[] = []
      const sent: number[] = []
      let known: Read<number>[] = []
      for (let life = 0; life < 6; life++) {
        const last = disk.operations + 1 + Math.floor(random() * 40)
        disk.fate = () => (disk.operations >= last ? 'crash' : undefined)
        try {
          const spool = await Spool.open<number>('/a/spool', { disk, segment })
          while (!disk.dead) {
            const batch = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i) => sent.length + i)
            sent.push(...batch)
            await Promise.all(batch.map((event) => spool.append(event).then(() => acknowledged.push(event))))
          }
        } catch (error) {
          if (!disk.dead) throw error
        }
        crashes += 1
        disk.powerOn()
        const spool = await Spool.open<number>('/a/spool', { disk, segment })
        await spool.close()
        const found = await all(spool)
        const events = found.map(({ event }) => event)
        expect(events).toEqual([...new Set(events)].sort((a, b) => Number(a) - Number(b)))
        expect(events).toEqual(expect.arrayContaining(acknowledged))
        expect(found.slice(0, known.length)).toEqual(known)
        torn += sent.length - events.length
        known = found
      }
    })
    await fc.assert(property, { seed: 1, numRuns: 200 })
    expect(crashes).toBe(1200)
    expect(torn).toBeGreaterThan(100)
  })

  test('reports a line that was damaged in the middle, and goes on', async () => {
    const disk = new SimulatedDisk(generator(1))
    const spool = await Spool.open<string>('/spool', { disk })
    for (const event of ['a', 'b', 'c']) await spool.append(event)
    await spool.close()
    const [name] = await disk.readdir('/spool')
    const bytes = await disk.readFile(`/spool/${name}`)
    bytes[15]! ^= 1
    const file = await disk.open(`/spool/${name}`, 'w')
    await file.appendFile(bytes)
    const again = await Spool.open<string>('/spool', { disk })
    await again.close()
    expect((await all(again)).map(({ event }) => event)).toEqual(['a', 'the line of the spool is damaged', 'c'])
  })

  test('rejects what the disk does not take, loses nothing else, and goes on when there is room', async () => {
    const disk = new SimulatedDisk(generator(3))
    const spool = await Spool.open<string>('/spool', { disk })
    await spool.append('a')
    for (const failing of ['write', 'sync', 'truncate', 'open']) {
      disk.fate = (operation) => (operation === failing || operation === 'write' ? 'ENOSPC' : undefined)
      await expect(spool.append('lost')).rejects.toThrow('ENOSPC')
    }
    disk.fate = () => undefined
    await spool.append('b')
    await expect(spool.append('x'.repeat(1 << 20))).rejects.toThrow('the event should be at most 1048576 bytes')
    await spool.close()
    await expect(spool.append('c')).rejects.toThrow('closed')
    expect((await all(spool)).map(({ event }) => event)).toEqual(['a', 'b'])
  })

  test('is trained on while it fills, and released behind the snapshots', async () => {
    const disk = new SimulatedDisk(generator(5))
    const spool = await Spool.open<number>('/spool', { disk, segment: 200 })
    const events = Array.from({ length: 300 }, (_, i) => i % 11)
    const filling = spool
      .fill({
        async *read() {
          for (let i = 0; i < events.length; i += 10) {
            yield events.slice(i, i + 10)
            await setImmediate()
          }
        },
      })
      .then(() => spool.close())
    const average = new Average()
    const trained = await trainDurably<number, SpoolPosition>({
      source: spool,
      state: record({ average }),
      step: (x) => void average.learn(x),
      store: fileStore('/model', { disk, keep: 1 }),
      every: 20,
      onSaved: ({ position }) => spool.release(position!),
    })
    await filling
    const expected = new Average()
    for (const x of events) expected.learn(x)
    expect(trained).toMatchObject({ entries: 300, saved: 300 })
    expect(encode(average)).toEqual(encode(expected))
    expect((await disk.readdir('/spool')).length).toBeLessThan(3)
  })
})
