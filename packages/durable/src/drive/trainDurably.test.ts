import { setImmediate } from 'node:timers/promises'
import { InvalidEvent } from '@rivulet/core'
import { DamagedSnapshot, decode, encode, InvalidSnapshot, record } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Average } from '../../test/average.ts'
import { generator } from '../../test/generator.ts'
import { type Fate, SimulatedDisk } from '../../test/simulatedDisk.ts'
import { storeOf } from '../../test/storeOf.ts'
import {
  arraySource,
  type Delivered,
  Fenced,
  type FoldOptions,
  fileStore,
  type Item,
  memoryStore,
  type OpenStore,
  type SeekableSource,
  type SnapshotStore,
  singleFileStore,
  type Trained,
  trainDurably,
  Unavailable,
} from '../index.ts'

const EVENTS = Array.from({ length: 200 }, (_, i) => ((i * 7919) % 31) - (i % 40 === 3 ? 100 : 0))
const REFUSED = EVENTS.filter((x) => x < 0).length

interface Setting {
  readonly store: SnapshotStore
  readonly every: number
  readonly outcomes?: Delivered<number, number>[]
  readonly problems?: Error[]
  readonly alive?: () => boolean
}

/** Gives files time to be written between events. */
function unhurried(events: readonly number[]): SeekableSource<number, number> {
  return {
    async *readFrom(position = 0) {
      for (let at = position; at < events.length; at++) {
        await setImmediate()
        yield [{ event: events[at]!, at, next: at + 1 }]
      }
    },
  }
}

function train({ store, every, outcomes, problems, alive }: Setting): Promise<Trained<number>> {
  const average = new Average()
  return trainDurably<number, number, number>({
    source: unhurried(EVENTS),
    state: record({ average }),
    store,
    every,
    step: (event, emit) => {
      if (alive?.() === false) throw new Error('dead')
      emit(average.learn(event))
    },
    onOutcomes: (batch) => void outcomes?.push(...batch),
    onSkipped: () => {},
    onProblem: (error) => problems?.push(error),
  })
}

async function newest(store: SnapshotStore): Promise<Uint8Array> {
  const [stored] = await store.list()
  return stored!.read()
}

/** What one run without any accident leaves, and delivers. */
async function uninterrupted(): Promise<{ bytes: Uint8Array; outcomes: Delivered<number, number>[] }> {
  const store = memoryStore()
  const outcomes: Delivered<number, number>[] = []
  await train({ store, every: 1000, outcomes })
  return { bytes: await newest(store), outcomes }
}

describe('trainDurably', () => {
  test('learns each event once, and refuses the bad ones', async () => {
    const { outcomes } = await uninterrupted()
    const average = new Average()
    const good = EVENTS.filter((x) => x >= 0)
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(good.map((x) => average.learn(x)))
    expect(outcomes.map(({ version }) => version)).toEqual(good.map((_, i) => i + 1))
    const result = await train({ store: memoryStore(), every: 7 })
    expect(result).toEqual({
      position: 200,
      entries: 200,
      version: 200 - REFUSED,
      rejected: REFUSED,
      lost: 0,
      done: true,
      saved: 200,
      skipped: expect.any(Number),
    })
  })

  test('ends with the same bytes and outcomes, whenever the power goes and whatever it takes with it', async () => {
    const reference = await uninterrupted()
    let crashes = 0
    let damaged = 0
    const property = fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 50 }), async (seed, every) => {
      const random = generator(seed)
      const disk = new SimulatedDisk(random)
      const outcomes = new Map<number, Delivered<number, number>>()
      for (let run = 0; ; run++) {
        const store = fileStore('/state/model', { disk })
        const last = run < 12 ? disk.operations + 1 + Math.floor(random() * 60) : Number.POSITIVE_INFINITY
        disk.fate = () => (disk.operations >= last ? 'crash' : undefined)
        const seen: Delivered<number, number>[] = []
        const problems: Error[] = []
        const result = await train({ store, every, outcomes: seen, problems, alive: () => !disk.dead }).catch(
          (error) => {
            if (disk.dead) return undefined
            throw error
          },
        )
        damaged += problems.filter(({ cause }) => cause instanceof DamagedSnapshot).length
        for (const delivered of seen) {
          const before = outcomes.get(delivered.version)
          if (before !== undefined) expect(delivered).toEqual(before)
          outcomes.set(delivered.version, delivered)
        }
        if (disk.dead) {
          crashes += 1
          disk.powerOn()
          continue
        }
        disk.fate = () => undefined
        expect(result?.saved).toBe(200)
        expect(await newest(store)).toEqual(reference.bytes)
        expect([...outcomes.values()].sort((a, b) => a.version - b.version)).toEqual(reference.outcomes)
        return
      }
    })
    await fc.assert(property, { seed: 6, numRuns: 60 })
    expect(crashes).toBeGreaterThan(300)
    expect(damaged).toBe(0)
  })

  test.each<Fate>(['ENOSPC', 'EIO', 'EROFS'])(
    'goes on when the disk says %s, says so, and keeps the last good snapshot',
    async (code) => {
      const reference = await uninterrupted()
      const property = fc.asyncProperty(
        fc.integer(),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        async (seed, rate) => {
          const random = generator(seed)
          const disk = new SimulatedDisk(random)
          const store = fileStore('/model', { disk })
          await train({ store, every: 50 }).then(() => disk.powerOn())
          const kept = await newest(store)
          expect(kept).toEqual(reference.bytes)

          const other = fileStore('/other', { disk })
          disk.fate = (operation) => (operation !== 'readdir' && random() < rate ? code : undefined)
          const problems: Error[] = []
          const result = await train({ store: other, every: 10, problems })
          expect(result).toMatchObject({ done: true, entries: 200, version: 200 - REFUSED })
          if (result.saved < 200 || rate === 1) {
            expect(problems.length).toBeGreaterThan(0)
            expect(problems.at(-1)?.message).toMatch(/^the snapshot after \d+ entries was not written: /)
          }
          disk.powerOn()
          expect(await newest(store)).toEqual(kept)
          for (const stored of await other.list()) decode(await stored.read())
          expect((await train({ store: other, every: 10 })).saved).toBe(200)
          expect(await newest(other)).toEqual(reference.bytes)
        },
      )
      await fc.assert(property, { seed: 7, numRuns: 20 })
    },
  )

  test('falls back to the snapshot before a damaged one, sets that aside, and is loud', async () => {
    const disk = new SimulatedDisk(generator(1))
    const store = fileStore('/model', { disk })
    await train({ store, every: 50 })
    const reference = await newest(store)
    const [latest] = await store.list()
    const file = await disk.open(`/model/${latest!.name}`, 'a')
    await file.truncate(reference.length - 3)
    const problems: Error[] = []
    expect((await train({ store, every: 50, problems })).saved).toBe(200)
    expect(problems.map(({ message }) => message)).toEqual([
      `the snapshot ${latest!.name} is passed over: this snapshot was cut off or altered: its checksum is wrong`,
    ])
    expect(await newest(store)).toEqual(reference)
    expect(await disk.readdir('/model')).toContain(`${latest!.name}.damaged`)
  })

  test('does not begin anew when all snapshots are damaged', async () => {
    const store = memoryStore()
    await (await store.open()).write(Uint8Array.of(1, 2, 3), 7)
    for (let i = 0; i < 2; i++) await expect(train({ store, every: 10 })).rejects.toThrow('none of the 1 snapshots')
  })

  test('refuses the snapshot of another state, and leaves it where it is', async () => {
    const store = memoryStore()
    const [a, b] = [new Average(), new Average()]
    const common = { source: arraySource([1]), store, every: 1, step: (): void => {} }
    await trainDurably({ ...common, state: record({ a, b }) })
    await expect(trainDurably({ ...common, state: record({ a }) })).rejects.toThrow(InvalidSnapshot)
    expect((await store.list()).length).toBe(1)
  })

  test('never writes two snapshots at once, and writes the last', async () => {
    let writing = 0
    const counts: number[] = []
    const store = storeOf(async (_, count) => {
      expect(++writing).toBe(1)
      for (let turns = 0; turns < 3; turns++) await setImmediate()
      counts.push(count)
      writing -= 1
    })
    await train({ store, every: 1 })
    expect(counts.length).toBeLessThan(200)
    expect(counts.at(-1)).toBe(200)
  })

  test('writes snapshots, and hears the signal, also within one batch as large as the stream', async () => {
    const counts: number[] = []
    const average = new Average()
    const stop = new AbortController()
    const store = storeOf(async (_, count) => {
      await setImmediate()
      counts.push(count)
      if (counts.length === 3) stop.abort()
    })
    const batch = Array.from({ length: 10_000 }, (_, at) => ({ event: at % 7, at, next: at + 1 }))
    const source = {
      async *readFrom() {
        yield batch
      },
    }
    const step = (x: number): void => void average.learn(x)
    const trained = await trainDurably({ source, state: average, store, every: 100, step, signal: stop.signal })
    expect(trained.done).toBe(false)
    expect(trained.entries).toBeLessThan(10_000)
    expect(counts[0]).toBe(100)
  })

  test('takes a snapshot whenever it is asked to, also while the source has nothing, and none without a new entry', async () => {
    const average = new Average()
    const store = memoryStore()
    const counts: number[] = []
    let ask = (): void => {}
    let end = (): void => {}
    let ended = false
    const asks = async function* (): AsyncGenerator<void> {
      try {
        for (;;) {
          await new Promise<void>((resolve) => {
            ask = resolve
          })
          yield
        }
      } finally {
        ended = true
      }
    }
    const source: SeekableSource<number, number> = {
      async *readFrom() {
        yield [1, 2, 3].map((event, at) => ({ event, at, next: at + 1 }))
        await new Promise<void>((resolve) => {
          end = resolve
        })
      },
    }
    const training = trainDurably<number, number>({
      source,
      state: record({ average }),
      store,
      every: asks(),
      step: (event) => void average.learn(event),
      onSaved: ({ entries }) => void counts.push(entries),
    })
    for (let i = 0; i < 3; i++) {
      await setImmediate()
      ask()
      for (let turns = 0; turns < 5; turns++) await setImmediate()
      expect(counts).toEqual([3])
    }
    end()
    expect(await training).toMatchObject({ done: true, entries: 3, saved: 3 })
    ask()
    await setImmediate()
    expect(ended).toBe(true)
    expect(counts).toEqual([3])
  })

  test('outlives a store that throws before it returns a promise', async () => {
    const problems: Error[] = []
    const store = storeOf(() => {
      throw new Error('no store')
    })
    expect(await train({ store, every: 50, problems })).toMatchObject({ done: true, entries: 200, saved: 0 })
    expect(problems.length).toBe(5)
  })

  test('stops at the signal with a last snapshot, from which it goes on', async () => {
    const reference = await uninterrupted()
    const store = memoryStore()
    const stop = new AbortController()
    const average = new Average()
    const source = arraySource(EVENTS)
    const options = { source, state: record({ average }), store, every: 1000 }
    const step = (event: number, emit: (y: number) => void): void => {
      emit(average.learn(event))
      if (average.t === 30) stop.abort()
    }
    const stopped = await trainDurably({ ...options, step, signal: stop.signal })
    expect(stopped).toMatchObject({ done: false, version: 30, saved: stopped.entries })
    expect((await train({ store, every: 1000 })).done).toBe(true)
    expect(await newest(store)).toEqual(reference.bytes)
  })

  test('waits for a step that returns a promise: nothing of it is lost, and no outcome comes late', async () => {
    const reference = await uninterrupted()
    for (const kept of [memoryStore(), memoryStore()]) {
      for (const [from, to] of [
        [0, 90],
        [90, 200],
      ] as const) {
        const average = new Average()
        const stop = new AbortController()
        const trained = await trainDurably<number, number, number>({
          source: arraySource(EVENTS.slice(0, to)),
          state: record({ average }),
          store: kept,
          every: 7,
          signal: stop.signal,
          async step(event, emit) {
            await setImmediate()
            emit(average.learn(event))
          },
        })
        expect(trained.entries).toBe(to)
        expect(average.t).toBe(EVENTS.slice(0, to).filter((x) => x >= 0).length)
        expect(from).toBeLessThan(to)
      }
      expect(await newest(kept)).toEqual(reference.bytes)
    }
    const late: unknown[] = []
    const average = new Average()
    await trainDurably<number, number, number>({
      source: arraySource([1, 2]),
      state: average,
      store: memoryStore(),
      every: 1,
      step(event, emit) {
        setImmediate()
          .then(() => emit(average.learn(event)))
          .catch((error) => late.push(error.message))
      },
    })
    for (let i = 0; i < 5; i++) await setImmediate()
    expect(late).toEqual([
      'an outcome came after its step had ended: return a promise, which is waited for',
      'an outcome came after its step had ended: return a promise, which is waited for',
    ])
  })

  test('stops before a gap, with all saved that came before it, and goes on past it when it is told to', async () => {
    const items: Item<number, number>[] = [
      { event: 1, at: 0, next: 1 },
      { lost: { from: 1, to: 501, count: 500, reason: 'past its retention' }, next: 501 },
      { event: 2, at: 501, next: 502 },
      { lost: { from: 502, to: 600, reason: 'nobody knows' }, next: 600 },
      { event: 3, at: 600, next: 601 },
    ]
    const source: SeekableSource<number, number> = {
      async *readFrom(position = 0) {
        yield items.filter((item) => item.next > position)
      },
    }
    const store = memoryStore()
    const train = (options: Pick<FoldOptions<number, number, never>, 'onLost'>): Promise<Trained<number>> => {
      const average = new Average()
      const state = record({ average })
      return trainDurably({ source, state, store, every: 100, step: (x) => void average.learn(x), ...options })
    }
    for (let start = 0; start < 2; start++) {
      await expect(train({})).rejects.toThrow(
        'the source has lost 500 entries between 1 and 501: past its retention. To go on without them, give onLost',
      )
      expect(
        decode(await newest(store))
          .child('progress')
          .text('position'),
      ).toBe('1')
    }
    const lost: unknown[] = []
    const trained = await train({ onLost: (gap) => void lost.push(gap) })
    expect(lost).toEqual(items.flatMap((item) => ('lost' in item ? [item.lost] : [])))
    expect(trained).toMatchObject({ entries: 3, lost: 501, position: 601, saved: 3 })
  })

  test.each<unknown>([new Map([[0, 1]]), Number.NaN, 5n, { partition: undefined }])(
    'a position that JSON cannot say is refused, before anything is learned twice: %s',
    async (position) => {
      const average = new Average()
      const store = memoryStore()
      const source = {
        async *readFrom() {
          yield [{ event: 1, at: position, next: position }]
        },
      } as SeekableSource<number, number>
      const step = (event: number): void => void average.learn(event)
      await expect(trainDurably({ source, state: average, store, every: 1, step })).rejects.toThrow(
        /the position of the source.* should be .* but is/,
      )
      expect(average.t).toBe(0)
    },
  )

  test('delivers outcomes in batches, in order, one batch at a time, and each before the snapshot that covers it', async () => {
    const average = new Average()
    const sizes: number[] = []
    let open = 0
    let delivered = 0
    const counts: number[] = []
    const trained = await trainDurably<number, number, number>({
      source: arraySource(Array.from({ length: 5000 }, (_, i) => i)),
      state: average,
      store: storeOf(async (bytes, count) => {
        expect(2 * count).toBeLessThanOrEqual(delivered)
        expect(decode(bytes).child('progress').text('outcomes')).toBe(String(2 * count))
        counts.push(count)
      }),
      every: 100,
      onSkipped: () => {},
      step: (event, emit) => {
        emit(average.learn(event))
        emit(event)
      },
      async onOutcomes(batch) {
        expect(++open).toBe(1)
        expect(batch.map(({ version }) => version)).toEqual(batch.map((_, i) => delivered + 1 + i))
        for (const { outcome, at, version } of batch) if (version % 2 === 0) expect(outcome).toBe(at)
        await setImmediate()
        sizes.push(batch.length)
        delivered += batch.length
        open -= 1
      },
    })
    expect(trained).toMatchObject({ version: 10_000, saved: 5000 })
    expect(delivered).toBe(10_000)
    expect(counts.length).toBeGreaterThan(3)
    expect(Math.max(...sizes)).toBeGreaterThan(100)
    expect(Math.max(...sizes)).toBeLessThan(10_000)
  })

  test.each(['outcomes', 'refusals'])(
    'stops when who takes %s fails, and saves nothing that they are in',
    async (what) => {
      const store = memoryStore()
      const average = new Average()
      let before = 0
      const fail = async (): Promise<void> => {
        await setImmediate()
        before = average.t
        throw new Error('the queue is full')
      }
      const training = trainDurably<number, number, number>({
        source: unhurried(EVENTS),
        state: average,
        store,
        every: 10,
        step(event, emit) {
          average.learn(event)
          if (average.t === 50) emit(event)
        },
        ...(what === 'outcomes' ? { onOutcomes: fail } : { onRejected: fail }),
      })
      await expect(training).rejects.toThrow('the queue is full')
      expect(before).toBeGreaterThan(0)
      expect(average.t - before).toBeLessThan(2)
      for (const stored of await store.list())
        expect(
          decode(await stored.read())
            .child('progress')
            .text(what === 'outcomes' ? 'outcomes' : 'rejected'),
        ).toBe('0')
    },
  )

  test('of two trainers on one store the newest wins: the other one stops at once, delivers nothing more, and says so', async () => {
    const reference = await uninterrupted()
    const disk = new SimulatedDisk(generator(9))
    const property = fc.asyncProperty(
      fc.constantFrom(
        () => memoryStore(),
        () => fileStore(`/fight${disk.operations}`, { disk }),
        () => singleFileStore(`/fight/${disk.operations}`, disk),
      ),
      fc.nat(40),
      async (create, moment) => {
        const store = create()
        let opened = false
        const late: number[] = []
        let newer: Promise<Trained<number>> | undefined
        const average = new Average()
        const older = trainDurably<number, number, number>({
          source: unhurried(EVENTS.slice(0, 60)),
          state: record({ average }),
          store,
          every: 5,
          step: (event, emit) => emit(average.learn(event)),
          onOutcomes(batch) {
            if (opened) late.push(...batch.map(({ version }) => version))
            const last = batch.at(-1) as Delivered<number, number>
            if (last.version >= moment && newer === undefined) {
              const open = async (): Promise<OpenStore> => {
                const mine = await store.open()
                opened = true
                return mine
              }
              newer = train({ store: { ...store, open }, every: 50 })
            }
          },
          onProblem(error) {
            throw error
          },
        })
        await expect(older).rejects.toThrow(Fenced)
        expect((await newer)?.saved).toBe(200)
        expect(late).toEqual([])
        expect(await newest(store)).toEqual(reference.bytes)
      },
    )
    await fc.assert(property, { seed: 10, numRuns: 100 })
  })

  test('a source that is not there for a while is tried again from where it was, and nothing else is', async () => {
    const reference = await uninterrupted()
    const store = memoryStore()
    const problems: Error[] = []
    let breaks = 0
    const source: SeekableSource<number, number> = {
      async *readFrom(position = 0) {
        const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
        if (++breaks % 3 === 0) throw new Unavailable('the broker starts')
        if (breaks % 3 === 1 && position > 0) throw new Error('no connection', { cause })
        for await (const batch of arraySource(EVENTS).readFrom(position)) {
          yield batch.slice(0, 20)
          if (batch.length > 20) throw new Unavailable('gone')
        }
      },
    }
    const average = new Average()
    const options = {
      state: record({ average }),
      store,
      every: 1000,
      onProblem: (error: Error) => void problems.push(error),
    }
    const step = (event: number, emit: (outcome: number) => void): void => emit(average.learn(event))
    const trained = await trainDurably<number, number, number>({
      ...options,
      source,
      step,
      retry: { first: 1, longest: 2 },
    })
    expect(trained).toMatchObject({ done: true, entries: 200, saved: 200 })
    expect(await newest(store)).toEqual(reference.bytes)
    expect(problems[0]?.message).toBe('the source is not there, and is tried again: gone')
    const again = { ...options, step, store: memoryStore(), state: record({ average: new Average() }) }
    await expect(trainDurably({ ...again, source, retry: false })).rejects.toThrow(Unavailable)
    await expect(trainDurably({ ...again, source, retry: { times: 0 } })).rejects.toThrow(/broker|connection|gone/)
    const stop = new AbortController()
    const gone: SeekableSource<number, number> = {
      // biome-ignore lint/correctness/useYield: it is never there
      async *readFrom() {
        if (problems.length > 0) stop.abort()
        throw new Unavailable('for ever')
      },
    }
    await expect(trainDurably({ ...again, source: gone, signal: stop.signal })).resolves.toMatchObject({ done: false })
  })

  test('takes a snapshot by count or by time, whatever comes first', async () => {
    for (const every of [{ events: 3 }, { milliseconds: 1 }, { events: 3, milliseconds: 1 }]) {
      const average = new Average()
      const counts: number[] = []
      const waiting: (() => void)[] = []
      const source: SeekableSource<number, number> = {
        async *readFrom() {
          for (let at = 0; at < 9; at++) {
            yield [{ event: at, at, next: at + 1 }]
            // The next event comes when a snapshot was taken.
            if (at % 3 === 2) await new Promise<void>((resolve) => waiting.push(resolve))
          }
        },
      }
      await trainDurably<number, number>({
        source,
        state: average,
        store: memoryStore(),
        every,
        step: (event) => void average.learn(event),
        onSaved({ entries }) {
          counts.push(entries)
          if (entries % 3 === 0) waiting.shift()?.()
        },
      })
      expect(counts.at(-1)).toBe(9)
      expect(counts).toEqual(expect.arrayContaining([3, 6, 9]))
    }
    for (const every of [{}, { events: 0 }, { milliseconds: 1.5 }])
      await expect(
        trainDurably({ source: arraySource([1]), state: new Average(), store: memoryStore(), every, step() {} }),
      ).rejects.toThrow(/every.* should be/)
  })

  test('counts the snapshots that were due while one was written, and says so', async () => {
    let release = (): void => {}
    const said: number[] = []
    const average = new Average()
    const trained = await trainDurably<number, number>({
      source: arraySource(Array.from({ length: 2500 }, (_, i) => i)),
      state: average,
      store: storeOf(async (_, count) => {
        if (count === 300)
          await new Promise<void>((resolve) => {
            release = resolve
          })
      }),
      every: 300,
      step(event) {
        average.learn(event)
        if (average.t === 2400) release()
      },
      onSkipped: (skipped) => void said.push(skipped),
    })
    expect(trained).toMatchObject({ entries: 2500, saved: 2500 })
    expect(trained.skipped).toBeGreaterThanOrEqual(6)
    expect(said.at(-1)).toBe(trained.skipped)
  })

  test('a step that fails with more than a bad event stops it, and nothing after is saved', async () => {
    const store = memoryStore()
    const average = new Average()
    const step = (event: number): void => {
      if (average.t === 25) throw new TypeError('a bug')
      average.learn(Math.abs(event))
    }
    const training = trainDurably({ source: arraySource(EVENTS), state: average, store, every: 10, step })
    await expect(training).rejects.toThrow('the step failed at 25: TypeError: a bug')
    const saved = decode(await newest(store)).child('progress')
    expect(Number(saved.text('entries'))).toBeLessThanOrEqual(25)
  })

  test('a source that fails is an error, after what came before it is saved', async () => {
    const store = memoryStore()
    const average = new Average()
    const source = {
      async *readFrom() {
        yield [{ event: 1, at: 0, next: 1 }]
        throw new Error('the cable is out')
      },
    }
    const step = (event: number): void => {
      average.learn(event)
    }
    await expect(trainDurably({ source, state: average, store, every: 10, step })).rejects.toThrow('the cable is out')
    expect(
      decode(await newest(store))
        .child('progress')
        .text('entries'),
    ).toBe('1')
  })

  test('brings the snapshot of an older program up to date, and refuses that of a newer one', async () => {
    const store = memoryStore()
    const average = new Average()
    const extra = new Average()
    const common = { source: arraySource([4]), store, every: 1, step: (x: number): void => void average.learn(x) }
    await trainDurably({ ...common, state: record({ average }) })
    const state = record({ mean: average, extra })
    const migrations = [
      (from: ReturnType<typeof decode>, to: Parameters<typeof average.save>[0]): void => {
        from.child('average').save(to.child('mean'))
        to.child('extra').array('value', [7, 1])
      },
    ]
    average.value = -1
    const result = await trainDurably({ ...common, source: arraySource([4, 5]), state, migrations })
    expect(result).toMatchObject({ entries: 2, saved: 2 })
    expect(extra.value).toBe(7)
    expect(
      decode(await newest(store))
        .child('progress')
        .text('version'),
    ).toBe('1')
    await expect(trainDurably({ ...common, state: record({ average }) })).rejects.toThrow(
      'has state version 1, but this program knows up to 0',
    )
  })

  test('a bad hyper-parameter is refused', async () => {
    await expect(train({ store: memoryStore(), every: 0 })).rejects.toThrow('every should be an integer ≥ 1, but is 0')
    expect(() => fileStore('/x', { keep: Number.NaN })).toThrow('keep should be')
    expect(new InvalidEvent('x').message).toBe('x')
    expect(encode(new Average()).length).toBeGreaterThan(0)
  })
})
