import { existsSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { encode, record } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Average } from '../../test/average.ts'
import { generator } from '../../test/generator.ts'
import { type Fate, SimulatedDisk } from '../../test/simulatedDisk.ts'
import { fileStore, lockFile, Spool, type SpoolPosition, trainDurably } from '../index.ts'
import { readWhole } from '../store/readWhole.ts'

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
      else if ('lost' in entry) found.push({ event: `lost ${entry.lost.count}`, at: entry.lost.from, next: entry.next })
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
    const [gap, ...rest] = await all(spool, whole[0]!.at)
    expect(gap?.event).toMatch(/^lost \d+$/)
    expect(rest).toEqual(whole.slice(-rest.length))
    expect(gap).toMatchObject({ event: `lost ${whole.length - rest.length}`, at: whole[0]!.at, next: rest[0]!.at })
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

  test('what is read equals what was appended, or it was refused with the name of the field', async () => {
    const disk = new SimulatedDisk(generator(2))
    const spool = await Spool.open<unknown>('/spool', { disk, segment: 5000 })
    const kept: unknown[] = []
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true })
    const property = fc.asyncProperty(anything, async (value) => {
      await spool.append(value).then(
        () => kept.push(value),
        ({ name, message }) => expect(`${name}: ${message}`).toMatch(/^RangeError: event.* should be .* but is/s),
      )
    })
    await fc.assert(property, { seed: 3, numRuns: 1000 })
    await spool.append({ change: -0 }).then(() => kept.push({ change: -0 }))
    await spool.close()
    expect(kept.length).toBeGreaterThan(100)
    expect((await all(spool)).map(({ event }) => event)).toEqual(kept)
  })

  test('keeps where its producer goes on, with the events and whatever dies', async () => {
    const property = fc.asyncProperty(fc.integer(), async (seed) => {
      const random = generator(seed)
      const disk = new SimulatedDisk(random)
      for (let life = 0; life < 5; life++) {
        const last = life < 4 ? disk.operations + 1 + Math.floor(random() * 60) : Number.POSITIVE_INFINITY
        disk.fate = () => (disk.operations >= last ? 'crash' : undefined)
        try {
          const spool = await Spool.open<number>('/spool', { disk, segment: 100 })
          const from = (spool.offset as { after: number } | undefined)?.after ?? 0
          const producer = async function* (): AsyncGenerator<number> {
            for (let n = from; n < 100; n++) {
              if (n % 7 === 0) await setImmediate()
              yield n
            }
          }
          await spool.fill(producer(), { offset: (n) => ({ after: n + 1 }) })
          await spool.close()
          expect((await all(spool)).map(({ event }) => event)).toEqual(Array.from({ length: 100 }, (_, n) => n))
        } catch (error) {
          if (!disk.dead) throw error
          disk.powerOn()
        }
      }
    })
    await fc.assert(property, { seed: 4, numRuns: 100 })
  })

  test.each<Fate>(['EMFILE', 'EROFS', 'EIO'])('says what to do when it cannot be opened: %s', async (code) => {
    const disk = new SimulatedDisk(generator(1))
    disk.fate = (operation) => (operation === 'mkdir' || operation === 'readdir' ? code : undefined)
    await expect(Spool.open('/a/spool', { disk })).rejects.toThrow(
      new RegExp(`^the spool /a/spool cannot be opened: .*\\(${code}\\): .*`),
    )
  })

  test('too many open files for a moment stop nobody who reads it', async () => {
    const disk = new SimulatedDisk(generator(8))
    const spool = await Spool.open<number>('/spool', { disk, segment: 100 })
    await spool.appendAll(Array.from({ length: 60 }, (_, i) => i))
    await spool.close()
    let opened = 0
    disk.fate = (operation, path) =>
      operation === 'open' && /spool$/.test(path) && ++opened % 2 === 1 ? 'EMFILE' : undefined
    const average = new Average()
    const problems: string[] = []
    const trained = await trainDurably<number, SpoolPosition>({
      source: spool,
      state: record({ average }),
      step: (x) => void average.learn(x),
      store: fileStore('/model', { disk }),
      every: 1000,
      retry: { first: 1, longest: 1 },
      onProblem: ({ message }) => void problems.push(message),
    })
    expect(trained).toMatchObject({ done: true, entries: 60, lost: 0 })
    expect(problems[0]).toMatch(
      /^the source is not there, and is tried again: the spool \/spool cannot be read: .*\(EMFILE\)/,
    )
  })

  test.runIf(existsSync('/proc/self'))('in a folder that cannot be made is an error, at once', async () => {
    await expect(Spool.open('/proc/nope/spool')).rejects.toThrow(
      'there is no such place and it cannot be made (ENOENT)',
    )
    const store = fileStore('/proc/nope/model')
    await expect(store.open()).rejects.toThrow('the folder of snapshots /proc/nope/model cannot be written')
    await expect(lockFile('/proc/nope/lock')).rejects.toThrow('ENOENT')
  })

  test('reports a line that was damaged in the middle, and goes on', async () => {
    const disk = new SimulatedDisk(generator(1))
    const spool = await Spool.open<string>('/spool', { disk })
    for (const event of ['a', 'b', 'c']) await spool.append(event)
    await spool.close()
    const [name] = await disk.readdir('/spool')
    const bytes = await readWhole(disk, `/spool/${name}`)
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
    for (const event of ['a', 'A']) await spool.append(event)
    for (const failing of ['write', 'sync', 'truncate', 'open']) {
      disk.fate = (operation) => (operation === failing || operation === 'write' ? 'ENOSPC' : undefined)
      await expect(spool.append('lost')).rejects.toThrow(
        'the spool /spool took 2 events and takes no more: the disk is full (ENOSPC): make room on it',
      )
    }
    disk.fate = () => undefined
    await spool.append('b')
    await expect(spool.append('x'.repeat(1 << 20))).rejects.toThrow('the event should be at most 1048576 bytes')
    await spool.close()
    await expect(spool.append('c')).rejects.toThrow('closed')
    expect((await all(spool)).map(({ event }) => event)).toEqual(['a', 'A', 'b'])
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
