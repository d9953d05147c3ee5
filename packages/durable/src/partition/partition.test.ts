import { setImmediate } from 'node:timers/promises'
import { sourceLaws } from '@rivulet/core/conformance'
import { encode, record } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { Average } from '../../test/average.ts'
import { generator } from '../../test/generator.ts'
import {
  arraySource,
  Fenced,
  inArrival,
  memoryStore,
  type PartitionPositions,
  type RoundRobinPosition,
  type replay,
  roundRobin,
  type SeekableSource,
  type SnapshotStore,
  type Trained,
  type TrainOptions,
  trainDurably,
  trainPartitions,
} from '../index.ts'

const SIZES: Readonly<Record<string, number>> = { p0: 40, p1: 7, p2: 25, p3: 0 }
const eventsOf = (name: string): number[] =>
  Array.from({ length: SIZES[name] as number }, (_, i) => 1000 * Number(name[1]) + i)
const ALL = Object.keys(SIZES).flatMap(eventsOf)

/** A partition that takes a random number of turns for each batch. */
function hesitant(name: string, random: () => number): SeekableSource<number, number> {
  const events = eventsOf(name)
  return {
    async *readFrom(position = 0, signal) {
      for (let at = position; at < events.length && signal?.aborted !== true; ) {
        for (let turns = Math.floor(random() * 3); turns > 0; turns--) await setImmediate()
        const batch = events.slice(at, at + 1 + Math.floor(random() * 9))
        const start = at
        at += batch.length
        yield batch.map((event, i) => ({ event, at: start + i, next: start + i + 1 }))
      }
    },
  }
}

const partitions = (random: () => number): Record<string, SeekableSource<number, number>> =>
  Object.fromEntries(Object.keys(SIZES).map((name) => [name, hesitant(name, random)]))

const inTurn: number[] = []
for (let round = 0; round < 40; round++)
  for (const name of Object.keys(SIZES))
    if (round < (SIZES[name] as number)) inTurn.push(eventsOf(name)[round] as number)

describe.each([
  ['in turn', () => roundRobin(partitions(generator(1))), inTurn],
  ['in arrival', () => inArrival(partitions(generator(2))), ALL],
] as const)('partitions %s', (_, create, events) => {
  test.each(sourceLaws({ create, events }).map((law) => [law.name, law] as const))('%s', async (_, law) => {
    await law.check()
  })
})

/** Trains on all partitions, stopped at random again and again; gives the state at the end, and what it has learned. */
async function interrupted(
  create: () => Parameters<typeof trainDurably<number, never, never>>[0]['source'],
  random: () => number,
) {
  const store = memoryStore()
  for (;;) {
    const average = new Average()
    const seen = record({ average })
    const stop = new AbortController()
    let left = Math.floor(random() * 30)
    const trained: Trained<never> = await trainDurably<number, never, never>({
      source: create(),
      state: seen,
      store,
      every: 1 + Math.floor(random() * 10),
      signal: stop.signal,
      onSkipped: () => {},
      step(x) {
        average.learn(x)
        if (--left === 0) stop.abort()
      },
    })
    if (trained.done) return { bytes: encode(average), t: average.t }
  }
}

test('in turn the bytes are the same in every run, in arrival each entry is learned once', async () => {
  const expected = new Average()
  for (const x of inTurn) expected.learn(x)
  const others = new Set<string>()
  const property = fc.asyncProperty(fc.integer(), async (seed) => {
    const random = generator(seed)
    const turn = await interrupted(() => roundRobin(partitions(random)) as never, random)
    expect(turn.bytes).toEqual(encode(expected))
    const arrival = await interrupted(() => inArrival(partitions(random)) as never, random)
    expect(arrival.t).toBe(ALL.length)
    others.add(Buffer.from(arrival.bytes).toString('hex'))
  })
  await fc.assert(property, { seed: 3, numRuns: 30 })
  expect(others.size).toBeGreaterThan(1)
})

test('the compiler tells the two promises apart: what arrives in any order cannot be replayed', () => {
  type Replayed = SeekableSource<number, PartitionPositions<number>>
  type Trainable = TrainOptions<number, PartitionPositions<number>, never>['source']
  expectTypeOf<Parameters<typeof replay<number, PartitionPositions<number>>>[1]>().toEqualTypeOf<Replayed>()
  expectTypeOf(inArrival<number, number>).returns.not.toExtend<Replayed>()
  expectTypeOf(inArrival<number, number>).returns.toExtend<Trainable>()
  expectTypeOf(roundRobin<number, number>).returns.toExtend<SeekableSource<number, RoundRobinPosition<number>>>()
})

test('a position in other partitions is refused', async () => {
  const reading = roundRobin({ a: arraySource([1]) }).readFrom({ turn: 0, at: { b: 1 } })
  await expect(reading[Symbol.asyncIterator]().next()).rejects.toThrow(
    'a position should be in one of the partitions a',
  )
  expect(() => roundRobin({})).toThrow('partitions should be at least one')
})

describe('trainPartitions', () => {
  /** A world of partitions that many processes train, each partition into a store of its own. */
  function world() {
    const stores = new Map<string, SnapshotStore>(Object.keys(SIZES).map((name) => [name, memoryStore()]))
    const states = new Map<string, Average>()
    const learned = new Map<string, number[]>()
    const train = (random: () => number) => (name: string) => {
      const average = new Average()
      states.set(name, average)
      return {
        source: hesitant(name, random),
        state: record({ average }),
        store: stores.get(name) as SnapshotStore,
        every: 5,
        onSkipped: () => {},
        step(x: number) {
          average.learn(x)
          learned.set(name, [...(learned.get(name) ?? []), x])
        },
      }
    }
    return { stores, states, train }
  }

  test('whoever has a partition, and however often it changes hands, it ends as if one had had it all the time', async () => {
    const property = fc.asyncProperty(fc.integer(), async (seed) => {
      const random = generator(seed)
      const { states, train } = world()
      const finished = new Map<string, Trained<number>>()
      // Each round gives each partition to one of two processes; the one that it is taken from saves before the other one begins.
      const rounds = Array.from({ length: 6 }, () =>
        Object.keys(SIZES).map((name) => [name, Math.floor(random() * 2)] as const),
      )
      rounds.push(Object.keys(SIZES).map((name) => [name, 0]))
      let arrived = 0
      let next = (): void => {}
      let both = new Promise<void>((resolve) => {
        next = resolve
      })
      const meet = async (): Promise<void> => {
        if (++arrived === 2) {
          arrived = 0
          next()
          both = new Promise<void>((resolve) => {
            next = resolve
          })
        } else await both
      }
      const process = (mine: number) =>
        trainPartitions<number, number, never>({
          assignments: (async function* () {
            for (const round of rounds) {
              // What is taken away is given up first, as brokers have it.
              yield round
                .filter(([name, owner]) => owner === mine && finishedBy.get(name) !== 1 - mine)
                .map(([name]) => name)
              await meet()
              for (const [name, owner] of round) finishedBy.set(name, owner)
              await meet()
              yield round.filter(([, owner]) => owner === mine).map(([name]) => name)
              for (let turns = Math.floor(random() * 8); turns > 0; turns--) await setImmediate()
            }
          })(),
          train: train(random),
          onEnded: (name, trained) => void finished.set(name, trained),
          onProblem(error) {
            throw error
          },
        })
      const finishedBy = new Map<string, number>()
      await Promise.all([process(0), process(1)])
      for (const name of Object.keys(SIZES)) {
        const expected = new Average()
        for (const x of eventsOf(name)) expected.learn(x)
        expect(finished.get(name)).toMatchObject({ done: true, entries: SIZES[name] })
        expect(encode(states.get(name) as Average)).toEqual(encode(expected))
      }
    })
    await fc.assert(property, { seed: 4, numRuns: 30 })
  })

  test('one that another process has taken already is told, and the others go on; any other failure stops all, saved', async () => {
    const { stores, train } = world()
    const problems: unknown[] = []
    const ended: string[] = []
    const steal = async (): Promise<void> => void (await (stores.get('p0') as SnapshotStore).open())
    await trainPartitions<number, number, never>({
      assignments: (async function* () {
        yield ['p0', 'p2']
      })(),
      train: (name) => {
        const options = train(generator(5))(name)
        return {
          ...options,
          async step(x: number) {
            if (x === 3) await steal()
            options.step(x)
          },
        }
      },
      onEnded: (name) => void ended.push(name),
      onProblem: ({ cause }) => void problems.push(cause),
    })
    expect(problems).toEqual([expect.any(Fenced)])
    expect(ended).toEqual(['p2'])

    const broken = trainPartitions<number, number, never>({
      assignments: (async function* () {
        yield ['p1', 'p2']
        await new Promise(() => {})
      })(),
      train: (name) => ({
        ...train(generator(6))(name),
        step(x: number) {
          if (x === 1003) throw new Error('a bug')
        },
      }),
    })
    await expect(broken).rejects.toThrow('the step failed at 3: Error: a bug')
  })

  test('stops at the signal, each partition with a last snapshot', async () => {
    const { train } = world()
    const stop = new AbortController()
    const ended = new Map<string, Trained<number>>()
    await trainPartitions<number, number, never>({
      assignments: (async function* () {
        yield ['p0', 'p2']
        stop.abort()
        await new Promise(() => {})
      })(),
      train: train(generator(7)),
      signal: stop.signal,
      onEnded: (name, trained) => void ended.set(name, trained),
    })
    expect([...ended.keys()].sort()).toEqual(['p0', 'p2'])
    for (const { entries, saved } of ended.values()) expect(saved).toBe(entries)
  })
})
