import type { SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { sourceLaws, storeLaws } from '@rivulet/core/conformance'
import { readCount } from '@rivulet/core/snapshot'
import { Fenced, LostEntries, memoryStore, trainDurably } from '@rivulet/durable'
import {
  type RedisClient,
  type RedisPosition,
  redisDeadLetters,
  redisSink,
  redisSource,
  redisStore,
} from '@rivulet/redis'
import { findTool } from '@rivulet/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Server } from '../test/server.ts'
import { idAfter, idBefore } from './streamId.ts'

const program = findTool('redis')

/** Counts events and sums them, in an order that shows. */
class Sum implements Stateful {
  total = 0
  events = 0

  learn = ({ n }: { n: number }): void => {
    this.events += 1
    this.total = (this.total * 31 + n) % 1_000_003
  }

  save(to: SnapshotWriter): void {
    to.text('total', String(this.total))
    to.text('events', String(this.events))
  }

  load(from: SnapshotReader): void {
    const [total, events] = [readCount(from, 'total'), readCount(from, 'events')]
    this.total = total
    this.events = events
  }
}

test('the id after the id before is the id', () => {
  for (const id of ['0-1', '5-0', '1700000000000-18446744073709551615', '1700000000001-0']) {
    expect(idAfter(idBefore(id))).toBe(id)
    expect(idBefore(idAfter(id))).toBe(id)
  }
})

describe.skipIf(program === undefined)('with a server of Redis', () => {
  const server = new Server(program ?? '')
  let client: RedisClient & { destroy(): void }
  let stream = ''
  let streams = 0
  beforeAll(async () => {
    await server.start()
    client = await server.client()
  })
  afterAll(async () => {
    client.destroy()
    await server.remove()
  })
  beforeEach(() => {
    stream = `events:${++streams}`
  })

  async function add(count: number, from = 0): Promise<void> {
    const added = Array.from({ length: count }, (_, i) =>
      client.sendCommand(['XADD', stream, '*', 'event', JSON.stringify({ n: from + i })]),
    )
    await Promise.all(added)
  }

  const source = (options: { maxBatch?: number; untilEnd?: boolean } = {}) =>
    redisSource<{ n: number }>({ client, stream, untilEnd: true, ...options })

  describe('the laws of sources', () => {
    const events = Array.from({ length: 12 }, (_, n) => ({ n }))
    const create = async () => {
      stream = 'lawful'
      if (Number(await client.sendCommand(['EXISTS', stream])) === 0) await add(12)
      return source({ maxBatch: 5 })
    }
    test.each(sourceLaws({ create, events }).map((law) => [law.name, law] as const))('%s', async (_, law) =>
      law.check(),
    )
  })

  describe('the laws of stores', () => {
    let places = 0
    const create = async () => {
      const name = `place${++places}`
      return () => redisStore({ client, name })
    }
    test.each(storeLaws({ create }).map((law) => [law.name, law] as const))('%s', async (_, law) => law.check())
  })

  test('interrupted and gone on with, it learns each entry once, and ends with the same state', async () => {
    await add(5000)
    const whole = new Sum()
    await trainDurably({ source: source(), state: whole, step: whole.learn, store: memoryStore(), every: 500 })
    expect(whole.events).toBe(5000)
    const name = `${stream}:model`
    let last = new Sum()
    for (let stop = 700; last.events < 5000; stop += 900) {
      const state = new Sum()
      const end = new AbortController()
      const step = (event: { n: number }): void => {
        if (state.events === stop) throw new Error('killed')
        state.learn(event)
      }
      await trainDurably({
        source: source(),
        state,
        step,
        store: redisStore({ client, name }),
        every: 200,
        signal: end.signal,
        retry: false,
      }).catch((error: Error) => {
        if (!/killed/.test(String(error.message) + String(error.cause))) throw error
      })
      last = state
    }
    expect([last.events, last.total]).toEqual([5000, whole.total])
  })

  test('it waits for what comes, and a server that is gone for a while is waited for', async () => {
    await add(10)
    const state = new Sum()
    const stop = new AbortController()
    const seen: number[] = []
    const training = trainDurably({
      source: source({ untilEnd: false }),
      state,
      step: (event) => {
        state.learn(event)
        seen.push(event.n)
        if (seen.length === 10)
          void server
            .kill()
            .then(() => server.start())
            .then(() => add(10, 10))
        if (seen.length === 20) stop.abort()
      },
      store: memoryStore(),
      every: 5,
      signal: stop.signal,
      onProblem: () => {},
    })
    await training
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })

  test('entries that were trimmed before they were read are a gap, which stops the training unless it is taken', async () => {
    await add(100)
    const store = memoryStore()
    const state = new Sum()
    const stop = new AbortController()
    const step = (event: { n: number }): void => {
      state.learn(event)
      if (state.events === 40) stop.abort()
    }
    await trainDurably({ source: source({ maxBatch: 10 }), state, step, store, every: 10, signal: stop.signal })
    await client.sendCommand(['XTRIM', stream, 'MAXLEN', '=', '20'])
    const again = new Sum()
    const training = { source: source(), state: again, step: again.learn, store, every: 10 }
    await expect(trainDurably(training)).rejects.toThrow(LostEntries)
    const lost: unknown[] = []
    await trainDurably({ ...training, onLost: ({ count, reason }) => void lost.push([count, reason]) })
    expect(lost).toEqual([[40, 'entries were trimmed or deleted before they were read']])
    expect(again.events).toBe(60)
  })

  test('entries that somebody deletes are lost if they were not read, and nothing if they were', async () => {
    await add(10)
    const items = []
    for await (const batch of source().readFrom()) items.push(...batch)
    const ids = items.map((item) => ('at' in item ? item.at.id : ''))
    await client.sendCommand(['XDEL', stream, ids[1] as string, ids[7] as string, ids[8] as string])
    const after: unknown[] = []
    for await (const batch of source().readFrom(items[4]?.next)) after.push(...batch)
    expect(after).toMatchObject([{ lost: { count: 2 } }, { event: { n: 5 } }, { event: { n: 6 } }, { event: { n: 9 } }])
    const again: unknown[] = []
    for await (const batch of source().readFrom((after[0] as { next: RedisPosition }).next)) again.push(...batch)
    expect(again).toHaveLength(3)
  })

  test('a stream that is gone, or was begun anew, is a gap too', async () => {
    await add(3)
    const positions: RedisPosition[] = []
    for await (const items of source().readFrom()) positions.push(...items.map(({ next }) => next))
    await client.sendCommand(['DEL', stream])
    const gaps = async () => {
      for await (const [item] of source().readFrom(positions.at(-1))) return item
    }
    expect(await gaps()).toMatchObject({ lost: { reason: 'the stream is gone' } })
    await client.sendCommand(['XADD', stream, '1-1', 'event', '{"n":1}'])
    expect(await gaps()).toMatchObject({ lost: { reason: 'the stream was begun anew' } })
  })

  test('an entry that says nothing is refused with its place, kept in the dead letters, and passed', async () => {
    await add(1)
    await client.sendCommand(['XADD', stream, '*', 'other', 'field'])
    await client.sendCommand(['XADD', stream, '*', 'event', '{"n":'])
    await add(1, 1)
    const state = new Sum()
    const onRejected = redisDeadLetters({ client, stream: `${stream}:dead` })
    await trainDurably({ source: source(), state, step: state.learn, store: memoryStore(), every: 10, onRejected })
    expect(state.events).toBe(2)
    const dead = (await client.sendCommand(['XRANGE', `${stream}:dead`, '-', '+'])) as unknown as [string, string[]][]
    expect(dead.map(([, fields]) => fields[1])).toEqual([
      'the entry should have the field "event", but has other',
      expect.stringMatching(/JSON/),
    ])
  })

  test('of two trainers the newer wins; of the older at most the batch that was on its way comes after that', async () => {
    await add(2000)
    const name = `${stream}:model`
    const outcomes = `${stream}:outcomes`
    const older = new Sum()
    let opened = false
    const deliver = redisSink<number, RedisPosition>({ client, stream: outcomes })
    const late: number[] = []
    const fight = trainDurably({
      source: source({ maxBatch: 20 }),
      state: older,
      async step(event, emit: (n: number) => void) {
        older.learn(event)
        emit(event.n)
        if (event.n === 500) {
          await redisStore({ client, name }).open()
          opened = true
        }
      },
      store: redisStore({ client, name }),
      every: 100,
      onOutcomes: async (batch) => {
        if (opened) late.push(batch.length)
        await deliver(batch)
      },
    })
    await expect(fight).rejects.toThrow(Fenced)
    expect(late.length).toBeLessThanOrEqual(1)
    expect(older.events).toBeLessThan(2000)
    const written = (await client.sendCommand(['XRANGE', outcomes, '-', '+'])) as unknown as [string, string[]][]
    const ids = written.map(([, fields]) => Number(fields[1]))
    expect(ids).toEqual(ids.map((_, i) => i + 1))
  })

  test('how far behind a position is', async () => {
    await client.sendCommand(['XADD', stream, '1000-0', 'event', '{}'])
    await client.sendCommand(['XADD', stream, '4000-0', 'event', '{}'])
    expect(await source().lag({ id: '1000-1', seen: 1 })).toBe(1)
    expect(await source().lag({ id: '4000-1', seen: 2 })).toBe(0)
  })
})
