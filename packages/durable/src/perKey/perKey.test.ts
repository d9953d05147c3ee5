import { encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Average } from '../../test/average.ts'
import { generator } from '../../test/generator.ts'
import { SimulatedDisk } from '../../test/simulatedDisk.ts'
import {
  arraySource,
  type Delivered,
  diffSnapshots,
  fileShelf,
  fileStore,
  memoryShelf,
  memoryStore,
  type Shelf,
  type SnapshotStore,
  type TrainedPerKey,
  trainPerKey,
} from '../index.ts'

interface Reading {
  readonly device: string
  readonly x: number
}

/** Readings of many devices, some of which are heard of often; now and then one that is refused. */
function readings(count: number, seed: number): Reading[] {
  const random = generator(seed)
  return Array.from({ length: count }, (_, i) => ({
    device: ['', 'é', '"'][i % 17] ?? `device ${Math.floor(40 * random() * random())}`,
    x: i % 31 === 7 ? -1 : Math.floor(100 * random()),
  }))
}

interface Setting {
  readonly events: readonly Reading[]
  readonly store: SnapshotStore
  readonly shelf: Shelf
  readonly maxModels?: number
  readonly every?: number
  readonly outcomes?: Map<number, string>
  readonly alive?: () => boolean
  readonly signal?: AbortSignal
  readonly created?: (key: string) => void
}

function train(setting: Setting): Promise<TrainedPerKey<number>> {
  const { events, store, shelf, maxModels = 5, every = 20, outcomes, alive, signal, created } = setting
  return trainPerKey<Reading, number, string, Average>({
    source: arraySource(events),
    key: ({ device }) => device,
    create(key) {
      created?.(key)
      return new Average()
    },
    step(average, { x }, emit, key) {
      if (alive?.() === false) throw new Error('dead')
      emit(`${key} ${average.learn(x)}`)
    },
    maxModels,
    shelf,
    store,
    every,
    onSkipped: () => {},
    onOutcomes(batch: readonly Delivered<string, number>[]) {
      for (const { outcome, version } of batch) {
        const before = outcomes?.get(version)
        if (before !== undefined) expect(outcome).toBe(before)
        outcomes?.set(version, outcome)
      }
    },
    ...(signal === undefined ? {} : { signal }),
    onProblem: () => {},
  })
}

async function newest(store: SnapshotStore): Promise<Uint8Array> {
  const [stored] = await store.list()
  return stored!.read()
}

/** What each key's own model says, one by one. */
function alone(events: readonly Reading[]): string[] {
  const all = new Map<string, Average>()
  return events
    .filter(({ x }) => x >= 0)
    .map(({ device, x }) => {
      const average = all.get(device) ?? new Average()
      all.set(device, average)
      return `${device} ${average.learn(x)}`
    })
}

describe('trainPerKey', () => {
  test('each key has a model of its own, however few are in memory', async () => {
    const events = readings(600, 1)
    const keys = new Set(events.filter(({ x }) => x >= 0).map(({ device }) => device)).size
    for (const maxModels of [1, 2, 7, 1000]) {
      const outcomes = new Map<number, string>()
      const trained = await train({ events, store: memoryStore(), shelf: memoryShelf(), maxModels, outcomes })
      expect([...outcomes.values()]).toEqual(alone(events))
      expect(trained).toMatchObject({ keys, entries: 600, rejected: events.filter(({ x }) => x < 0).length })
    }
  })

  test('ends with the same bytes and outcomes, whenever the power goes and whatever it takes with it', async () => {
    const events = readings(150, 2)
    const reference = memoryStore()
    await train({ events, store: reference, shelf: memoryShelf() })
    const expected = await newest(reference)
    let [crashes, most] = [0, 0]
    const property = fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 40 }), async (seed, every) => {
      const random = generator(seed)
      const disk = new SimulatedDisk(random)
      const keep = 1 + Math.floor(random() * 2)
      const outcomes = new Map<number, string>()
      for (let run = 0; ; run++) {
        const last = run < 8 ? disk.operations + 1 + Math.floor(random() * 300) : Number.POSITIVE_INFINITY
        disk.fate = () => (disk.operations >= last ? 'crash' : undefined)
        const store = fileStore('/models', { disk, keep })
        try {
          const shelf = await fileShelf('/shelf', { disk, page: 300 })
          const trained = await train({ events, store, shelf, every, outcomes, alive: () => !disk.dead })
          if (!disk.dead) {
            expect(trained.saved).toBe(150)
            break
          }
        } catch (error) {
          if (!disk.dead) throw error
        }
        crashes += 1
        disk.powerOn()
      }
      disk.fate = () => undefined
      expect(await newest(store(disk))).toEqual(expected)
      expect([...outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome)).toEqual(alone(events))
      most = Math.max(most, (await disk.readdir('/shelf')).length)
    })
    const store = (disk: SimulatedDisk): SnapshotStore => fileStore('/models', { disk })
    await fc.assert(property, { seed: 3, numRuns: 40 })
    expect(crashes).toBeGreaterThan(100)
    expect(most).toBeLessThan(60)
  })

  test('the shelf forgets what no snapshot needs: it takes some times what is on it, however long it goes on', async () => {
    const disk = new SimulatedDisk(generator(4))
    const store = fileStore('/models', { disk, keep: 2 })
    const shelf = await fileShelf('/shelf', { disk, page: 2000 })
    const sizes: number[] = []
    for (const count of [500, 2000, 4000]) {
      await train({ events: readings(count, 5), store, shelf, maxModels: 3, every: 50 })
      let size = 0
      for (const name of await disk.readdir('/shelf')) size += (await disk.stat(`/shelf/${name}`)).size
      sizes.push(size)
    }
    const one = encode(new Average()).length
    expect(Math.max(...sizes)).toBeLessThan(20 * 43 * one)
  })

  test('what a process that died had put on the shelf after its last snapshot is removed', async () => {
    const shelf = memoryShelf()
    const store = memoryStore()
    const events = readings(100, 8)
    await train({ events: events.slice(0, 60), store, shelf })
    for (const number of [500, 600]) await shelf.put(number, Uint8Array.of(1))
    await train({ events, store, shelf })
    expect(shelf.numbers().filter((number) => number >= 500)).toEqual([])
  })

  test('a model that is gone from the shelf is an error that says so, and a full disk as well', async () => {
    const disk = new SimulatedDisk(generator(6))
    const events = ['a', 'b', 'c', 'a'].map((device) => ({ device, x: 1 }))
    const shelf = await fileShelf('/shelf', { disk, page: 1 })
    const gone: Shelf = { ...shelf, get: (number) => shelf.remove([number]).then(() => shelf.get(number)) }
    await expect(train({ events, store: memoryStore(), shelf: gone, maxModels: 1 })).rejects.toThrow(
      'the step failed at 3: Error: the shelf /shelf has no 1 any more: it was removed, or its file is damaged',
    )
    disk.fate = (operation) => (operation === 'write' ? 'ENOSPC' : undefined)
    const many = readings(2000, 7)
    await expect(train({ events: many, store: memoryStore(), shelf, maxModels: 1 })).rejects.toThrow(
      'the shelf /shelf cannot be used: the disk is full (ENOSPC): make room on it',
    )
  })

  test('a refused event makes no model, moves none, and a key that is no text is refused', async () => {
    const created: string[] = []
    const events = [
      { device: 'a', x: 1 },
      { device: 'b', x: -1 },
      { device: 7 as unknown as string, x: 1 },
      { device: 'c', x: 1 },
      { device: 'a', x: -1 },
      { device: 'c', x: 2 },
    ]
    const store = memoryStore()
    const trained = await train({
      events,
      store,
      shelf: memoryShelf(),
      maxModels: 1,
      created: (key) => created.push(key),
    })
    expect(trained).toMatchObject({ keys: 2, rejected: 3 })
    const good = events.filter(({ device, x }) => typeof device === 'string' && x >= 0)
    const other = memoryStore()
    await train({ events: good, store: other, shelf: memoryShelf(), maxModels: 1 })
    const different = diffSnapshots(await newest(store), await newest(other))
    expect(different.map((line) => line.split('/')[0])).toEqual(different.map(() => 'progress'))
    await expect(train({ events, store, shelf: memoryShelf(), maxModels: 0 })).rejects.toThrow('maxModels should be')
  })
})
