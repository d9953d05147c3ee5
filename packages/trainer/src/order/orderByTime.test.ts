import type { Rejection } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { from, type Observable, of, Subject, take } from 'rxjs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { collect } from '../../test/collect.ts'
import { SoftmaxLearner } from '../../test/softmaxLearner.ts'
import { joinLabels, learn, orderByTime, PendingLabels, predict, TimeOrder } from '../index.ts'

interface Asked {
  readonly key: number
  readonly at: number
  readonly x: number[]
}
interface Told {
  readonly key: number
  readonly at: number
  readonly y: boolean
}

const LATENESS = 2
const steps = fc.array(fc.record({ step: fc.nat(3), back: fc.nat(3), coin: fc.boolean() }), { maxLength: 30 })

/** Gives each row its time: where the steps have led, and back from there. */
function timed<T extends { step: number; back: number }>(rows: readonly T[]): (T & { at: number })[] {
  let clock = 0
  return rows.map((row) => {
    clock += row.step
    return { ...row, at: clock - row.back }
  })
}

/** Two random streams, each somewhat out of order, and two ways to interleave them. */
const aCase = fc
  .record({ events: steps, labels: steps, lateness: fc.constantFrom(0, LATENESS) })
  .chain(({ events, labels, lateness }) => {
    const asked = timed(events).map((row, key): Asked => ({ key, at: row.at, x: [key / 10] }))
    const told = timed(labels).map((row, key): Told => ({ key, at: row.at, y: row.coin }))
    const turns = fc.shuffledSubarray([...asked.map(() => 0), ...told.map(() => 1)], {
      minLength: asked.length + told.length,
    })
    return fc.record({
      asked: fc.constant(asked),
      told: fc.constant(told),
      lateness: fc.constant(lateness),
      ways: fc.tuple(turns, turns),
    })
  })

/** Plays two streams in the order of a way, then ends them. */
function play(
  way: readonly number[],
  asked: Asked[],
  told: Told[],
  to: { events: Subject<Asked>; labels: Subject<Told> },
) {
  const [left, right] = [asked.values(), told.values()]
  for (const stream of way) {
    if (stream === 0) to.events.next(left.next().value as Asked)
    else to.labels.next(right.next().value as Told)
  }
  to.events.complete()
  to.labels.complete()
}

describe('laws', () => {
  test('any interleaving of the two streams gives the same predictions, losses and bytes', () => {
    fc.assert(
      fc.property(aCase, ({ asked, told, lateness, ways }) => {
        const [one, two] = ways.map((way) => {
          const model = new SoftmaxLearner(1, [true, false])
          const pending = new PendingLabels<Asked, Told>({ key: 'key', time: 'at', ttl: 20, onRejected: () => {} })
          const to = { events: new Subject<Asked>(), labels: new Subject<Told>() }
          const seen: unknown[] = []
          const [events, labels] = orderByTime(to.events, to.labels, { time: 'at', lateness })
          events
            .pipe(predict(model), joinLabels(labels, pending), learn(model))
            .subscribe(({ loss, event }) => seen.push(loss, event))
          play(way, asked, told, to)
          return { seen, bytes: encode(model), waiting: encode(pending) }
        })
        expect(one).toEqual(two)
      }),
      { numRuns: 300 },
    )
  })

  test('what comes out is sorted: by time, events first; without lateness each stream keeps its order', () => {
    fc.assert(
      fc.property(aCase, ({ asked, told, lateness, ways: [way] }) => {
        const out: { at: number; stream: number; item: Asked | Told }[] = []
        const to = { events: new Subject<Asked>(), labels: new Subject<Told>() }
        const [events, labels] = orderByTime(to.events, to.labels, { time: 'at', lateness })
        const mark = [-Infinity, -Infinity]
        const note = (stream: 0 | 1) => (item: Asked | Told) => out.push({ at: item.at, stream, item })
        events.subscribe(note(0))
        labels.subscribe(note(1))
        play(way, asked, told, to)
        // The place of an item: its time, or its stream's watermark when it came, if that was later.
        const places = [asked, told].flatMap((items, stream) =>
          items.map((item, n) => {
            const at = Math.max(item.at, (mark[stream] as number) - lateness)
            mark[stream] = Math.max(mark[stream] as number, item.at)
            return { at, stream, n, item }
          }),
        )
        places.sort((a, b) => a.at - b.at || a.stream - b.stream || a.n - b.n)
        expect(out.map(({ item }) => item)).toEqual(places.map(({ item }) => item))
      }),
      { numRuns: 300 },
    )
  })

  test('saved and restored anywhere, it goes on byte for byte', () => {
    fc.assert(
      fc.property(aCase, fc.nat(60), ({ asked, told, lateness, ways: [way] }, cut) => {
        const how = { time: 'at', lateness } as const
        const [whole, before, after] = [1, 2, 3].map(() => new TimeOrder<Asked, Told>(how)) as [Order, Order, Order]
        const [left, right] = [asked.values(), told.values()]
        const items = way.map((stream) => (stream === 0 ? left.next().value : right.next().value) as Asked | Told)
        const give = (order: Order, some: (Asked | Told)[]) =>
          some.flatMap((item) => ('y' in item ? order.label(item) : order.event(item)))
        const expected = give(whole, items)
        const first = give(before, items.slice(0, cut))
        restore(after, encode(before))
        expect([...first, ...give(after, items.slice(cut))]).toEqual(expected)
        expect(encode(after)).toEqual(encode(whole))
        expect([after.size, after.counts]).toEqual([whole.size, whole.counts])
      }),
    )
  })
})

type Order = TimeOrder<Asked, Told>

describe('TimeOrder', () => {
  const asked = (at: number): Asked => ({ key: at, at, x: [at] })

  test('holds everything back while one stream is silent, but no more than maxHeld', () => {
    const order = new TimeOrder<Asked, Told>({ time: 'at', maxHeld: 2 })
    expect([order.event(asked(1)), order.event(asked(2))]).toEqual([[], []])
    expect(order.event(asked(3))).toEqual([{ event: asked(1) }])
    expect([order.size, order.counts]).toEqual([2, { late: 0, forced: 1 }])
    expect(order.endLabels()).toEqual([{ event: asked(2) }, { event: asked(3) }])
    expect(order.event(asked(4))).toEqual([{ event: asked(4) }])
  })

  test('counts what comes behind its stream’s watermark', () => {
    const order = new TimeOrder<Asked, Told>({ time: 'at', lateness: 2 })
    for (const at of [10, 8, 7]) order.event(asked(at))
    expect(order.counts).toEqual({ late: 1, forced: 0 })
    expect(order.endLabels()).toEqual([{ event: asked(8) }, { event: asked(7) }])
  })

  test('rejects what has no time', () => {
    const rejected: Rejection[] = []
    const order = new TimeOrder<Asked, Told>({ time: 'at', onRejected: (r) => rejected.push(r) })
    expect(order.event({ key: 1, x: [] } as never)).toEqual([])
    expect(order.label(null as never)).toEqual([])
    expect(rejected.map(({ reason }) => reason)).toEqual(['at is missing', 'an event should be an object, but is null'])
  })

  test.each([
    [{ lateness: -1 }, 'lateness should be a finite number ≥ 0, but is -1'],
    [{ maxHeld: 0.5 }, 'maxHeld should be a whole number ≥ 1, but is 0.5'],
  ])('%j is refused', (how, message) => {
    expect(() => new TimeOrder({ time: 'at', ...how } as never)).toThrow(message)
  })
})

describe('as an operator of RxJS', () => {
  const events = [1, 3, 5].map((at): Asked => ({ key: at, at, x: [at] }))
  const labels = [2, 4, 6].map((at): Told => ({ key: at - 1, at, y: true }))
  const joined = (pair: [Observable<Asked>, Observable<Told>]) => pair[0].pipe(joinLabels(pair[1], { key: 'key' }))

  test('takes iterables; each use of the pair is a run of its own', () => {
    const pair = orderByTime(events, labels, { time: 'at' })
    expect(collect(joined(pair)).map(({ key }) => key)).toEqual([1, 3, 5])
    expect(collect(joined(pair)).map(({ key }) => key)).toEqual([1, 3, 5])
    const order = new TimeOrder<Asked, Told>({ time: 'at' })
    const later = {
      events: events.map((e) => ({ ...e, key: -e.key, at: e.at + 10 })),
      labels: labels.map((l) => ({ ...l, key: -l.key, at: l.at + 10 })),
    }
    const pending = new PendingLabels<Asked, Told>({ key: 'key' })
    for (const [asked, told] of [[events, labels] as const, [later.events, later.labels] as const]) {
      const [first, second] = orderByTime(asked, told, order)
      expect(collect(first.pipe(joinLabels(second, pending)))).toHaveLength(3)
    }
    expect(pending.counts).toMatchObject({ joined: 6, early: 0 })
    expect(order.counts).toEqual({ late: 0, forced: 0 })
  })

  test('stops both sources when nobody listens any more, also in the middle of one that emits at once', () => {
    let made = 0
    const endless = {
      *[Symbol.iterator]() {
        for (;;) yield { key: made, at: made++, x: [] }
      },
    }
    const pairs = joined(orderByTime<Asked, Told>(endless, labels, { time: 'at' }))
    expect(collect(pairs.pipe(take(2))).map(({ key }) => key)).toEqual([1, 3])
    expect(made).toBe(6)
  })

  test('passes an error on, and lets go of both sources', () => {
    const [asked, told] = [new Subject<Asked>(), new Subject<Told>()]
    let error: unknown
    joined(orderByTime(asked, told, { time: 'at' })).subscribe({ error: (e) => (error = e) })
    told.error(new Error('gone'))
    expect(error).toEqual(new Error('gone'))
    expect(asked.observed).toBe(false)
  })

  test('is let go by unsubscription', () => {
    const [asked, told] = [new Subject<Asked>(), new Subject<Told>()]
    const subscription = joined(orderByTime(asked, told, { time: 'at' })).subscribe()
    expect([asked.observed, told.observed]).toEqual([true, true])
    subscription.unsubscribe()
    expect([asked.observed, told.observed]).toEqual([false, false])
  })
})

test('the field of the time is typed on both sides', () => {
  const [events, labels] = orderByTime(of({ at: 0, x: 1 }), from([{ at: 1, y: true }]), { time: 'at' })
  expectTypeOf(collect(events.pipe(take(0)))).toEqualTypeOf<{ at: number; x: number }[]>()
  expectTypeOf(labels).toEqualTypeOf<Observable<{ at: number; y: boolean }>>()
  // @ts-expect-error only the events have it
  orderByTime(of({ at: 0, x: 1 }), from([{ at: 1, y: true }]), { time: 'x' })
})
