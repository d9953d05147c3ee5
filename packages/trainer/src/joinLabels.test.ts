import type { Label, Prediction, Rejection } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { from, NEVER, type Observable, of, Subject, take } from 'rxjs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { collect } from '../test/collect.ts'
import { SoftmaxLearner } from '../test/softmaxLearner.ts'
import { type Answer, joinLabels, learn, PendingLabels, predict } from './index.ts'

interface Asked {
  readonly key: number
  readonly at: number
  readonly n: number
}
interface Told {
  readonly key: number
  readonly at: number
  readonly y: boolean
}
type Item = { readonly event: Asked } | { readonly answer: Told }

/** A random log of events and labels whose keys and times collide often. */
const aLog: fc.Arbitrary<Item[]> = fc
  .array(fc.record({ key: fc.nat(8), step: fc.nat(3), back: fc.nat(2), kind: fc.constantFrom('event', true, false) }), {
    maxLength: 60,
  })
  .map((rows) => {
    let clock = 0
    return rows.map(({ key, step, back, kind }, n): Item => {
      clock += step
      const at = clock - back
      return kind === 'event' ? { event: { key, at, n } } : { answer: { key, at, y: kind as boolean } }
    })
  })

type Table = PendingLabels<Asked, Told>

/** What the operator emits for a log, and what it rejects. */
function join(log: readonly Item[], pending: PendingLabels<Asked, Told>) {
  const events = new Subject<Asked>()
  const labels = new Subject<Told>()
  const out: object[] = []
  events.pipe(joinLabels(labels, pending)).subscribe((labelled) => out.push(labelled))
  for (const item of log) {
    if ('event' in item) events.next(item.event)
    else labels.next(item.answer)
  }
  return out
}

/**
 * The same, told as simply as can be: lists, searched through. `ttl` counts from the clock at which an item came; each list holds
 * `maxPending` and loses its first.
 */
function naive(log: readonly Item[], ttl: number, maxPending: number, timeoutLabel: boolean | undefined) {
  let waiting: { event: Asked; until: number }[] = []
  let early: { answer: Told; until: number }[] = []
  let finished: { key: number; until: number }[] = []
  const out: object[] = []
  const rejected: unknown[] = []
  let clock = -Infinity
  const finish = (key: number) => {
    finished.push({ key, until: clock + ttl })
    if (finished.length > maxPending) finished.shift()
  }
  for (const item of log) {
    const { key, at } = 'event' in item ? item.event : item.answer
    clock = Math.max(clock, at)
    const timedOut = waiting.filter(({ until }) => until < clock)
    waiting = waiting.filter(({ until }) => until >= clock)
    rejected.push(...early.filter(({ until }) => until < clock).map(({ answer }) => answer))
    early = early.filter(({ until }) => until >= clock)
    for (const { event } of timedOut) {
      if (timeoutLabel !== undefined) out.push({ ...event, y: timeoutLabel })
      else rejected.push(event)
      finish(event.key)
    }
    finished = finished.filter(({ until }) => until >= clock)
    const known = finished.some((f) => f.key === key)
    if ('event' in item) {
      const answer = early.find((e) => e.answer.key === key)?.answer
      if (known || waiting.some((w) => w.event.key === key)) rejected.push(item.event)
      else if (answer) {
        early = early.filter((e) => e.answer !== answer)
        out.push({ ...item.event, y: answer.y, answer })
        finish(key)
      } else {
        waiting.push({ event: item.event, until: clock + ttl })
        const evicted = waiting.length > maxPending ? waiting.shift() : undefined
        if (evicted) {
          rejected.push(evicted.event)
          finish(evicted.event.key)
        }
      }
    } else {
      const event = waiting.find((w) => w.event.key === key)?.event
      if (event) {
        waiting = waiting.filter((w) => w.event !== event)
        out.push({ ...event, y: item.answer.y, answer: item.answer })
        finish(key)
      } else if (known || early.some((e) => e.answer.key === key)) rejected.push(item.answer)
      else {
        early.push({ answer: item.answer, until: clock + ttl })
        const evicted = early.length > maxPending ? early.shift() : undefined
        if (evicted) rejected.push(evicted.answer)
      }
    }
  }
  return { out, rejected, waiting: waiting.length, early: early.length }
}

const aTtl = fc.constantFrom(0, 1, 5, Infinity)
const aCap = fc.constantFrom(1, 2, 4, 100)
const aTimeout = fc.constantFrom(undefined, false)

describe('laws', () => {
  test('joinLabels is what lists searched through would give', () => {
    fc.assert(
      fc.property(aLog, aTtl, aCap, aTimeout, (log, ttl, maxPending, timeoutLabel) => {
        const rejected: unknown[] = []
        const pending = new PendingLabels<Asked, Told>({
          key: 'key',
          time: 'at',
          ttl,
          maxPending,
          ...(timeoutLabel === undefined ? {} : { timeoutLabel }),
          maxAhead: Infinity,
          onRejected: ({ event }) => rejected.push(event),
        })
        const out = join(log, pending)
        const expected = naive(log, ttl, maxPending, timeoutLabel)
        expect(out).toEqual(expected.out)
        expect(new Set(rejected)).toEqual(new Set(expected.rejected))
        expect([pending.size, pending.early]).toEqual([expected.waiting, expected.early])
      }),
      { numRuns: 500 },
    )
  })

  test('nothing is lost: everything comes out as a pair, is rejected or waits, and the counts say which', () => {
    fc.assert(
      fc.property(aLog, aTtl, aCap, fc.constantFrom('reject', 'join'), (log, ttl, maxPending, duplicates) => {
        const rejected: unknown[] = []
        const how = { key: 'key', time: 'at', ttl, maxPending, duplicates } as const
        const pending = new PendingLabels<Asked, Told>({ ...how, onRejected: ({ event }) => rejected.push(event) })
        const out = join(log, pending)
        const { joined, duplicate, late, stray, timedOut, evicted, repeated } = pending.counts
        const events = log.filter((item) => 'event' in item).length
        expect(joined + timedOut + evicted + repeated + pending.size).toBe(events)
        expect(joined + duplicate + late + stray + pending.early).toBe(log.length - events)
        // Each pair takes an answer, and joined ones an event; what is left was rejected.
        const left = log.length - pending.size - pending.early - out.length - joined
        expect(rejected).toHaveLength(left)
        expect(Math.max(pending.size, pending.early)).toBeLessThanOrEqual(maxPending)
      }),
      { numRuns: 500 },
    )
  })

  test('saved and restored anywhere in the log, it goes on byte for byte as if nothing had been', () => {
    fc.assert(
      fc.property(
        aLog,
        fc.nat(60),
        aTtl,
        aCap,
        fc.constantFrom('reject', 'join'),
        (log, cut, ttl, maxPending, duplicates) => {
          const how = { key: 'key', time: 'at', ttl, maxPending, duplicates, onRejected: () => {} } as const
          const tables = [1, 2, 3].map(() => new PendingLabels<Asked, Told>(how))
          const [whole, before, after] = tables as [Table, Table, Table]
          const expected = join(log, whole)
          const first = join(log.slice(0, cut), before)
          restore(after, encode(before))
          expect([...first, ...join(log.slice(cut), after)]).toEqual(expected)
          expect(encode(after)).toEqual(encode(whole))
          expect(after.counts).toEqual(whole.counts)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('where each key has one event and one label, each comes out once, whatever the order', () => {
    const shuffled = fc.nat(20).chain((n) =>
      fc.shuffledSubarray(
        Array.from({ length: 2 * n }, (_, i) => i),
        { minLength: 2 * n },
      ),
    )
    fc.assert(
      fc.property(shuffled, (order) => {
        const pending = new PendingLabels<Asked, Told>({ key: 'key' })
        const log = order.map((i): Item => {
          const key = i >> 1
          return i % 2 === 0 ? { event: { key, at: 0, n: key } } : { answer: { key, at: 0, y: key % 3 === 0 } }
        })
        const pairs = join(log, pending) as (Asked & Told)[]
        expect(pairs.map(({ key }) => key).sort((a, b) => a - b)).toEqual(
          order.map((_, i) => i >> 1).filter((_, i) => i % 2),
        )
        for (const { key, n, y } of pairs) expect([n, y]).toEqual([key, key % 3 === 0])
      }),
    )
  })

  test('predict, joinLabels, learn are one loop over a recorded log', () => {
    fc.assert(
      fc.property(aLog, (log) => {
        const [model, twin] = [new SoftmaxLearner(1, [true, false]), new SoftmaxLearner(1, [true, false])]
        const [events, labels] = [new Subject<Asked & { x: number[] }>(), new Subject<Told>()]
        const losses: number[] = []
        const how = { key: 'key', onRejected: () => {} } as const
        events.pipe(predict(model), joinLabels(labels, how), learn(model)).subscribe(({ loss }) => losses.push(loss))
        const tickets = new Map<number, { x: number[]; ticket: Prediction<boolean> } | 'done'>()
        const answers = new Map<number, boolean>()
        const expected: number[] = []
        const learned = (x: number[], y: boolean, ticket: Prediction<boolean>) =>
          expected.push(twin.learn(x, y, { ticket }))
        for (const item of log) {
          if ('event' in item) {
            const { key, n } = item.event
            events.next({ ...item.event, x: [n / 10] })
            if (tickets.has(key)) continue
            const [x, ticket, y] = [[n / 10], twin.predict([n / 10]), answers.get(key)]
            tickets.set(key, y === undefined ? { x, ticket } : 'done')
            if (y !== undefined) learned(x, y, ticket)
          } else {
            const { key, y } = item.answer
            labels.next(item.answer)
            const waiting = tickets.get(key)
            if (waiting === undefined) answers.set(key, answers.get(key) ?? y)
            else if (waiting !== 'done') {
              tickets.set(key, 'done')
              learned(waiting.x, y, waiting.ticket)
            }
          }
        }
        expect(losses).toEqual(expected)
      }),
    )
  })
})

describe('PendingLabels', () => {
  const told = (key: unknown, y: Label = true, at = 0) => ({ key, y, at }) as never
  const asked = (key: unknown, at = 0) => ({ key, at }) as never

  test.each([
    ['event', null, 'an event should be an object, but is null'],
    ['event', { at: 0 }, 'key is missing'],
    ['event', asked({}), 'key, the key, should be a string, a number or a boolean, but is an object'],
    ['event', asked(Number.NaN), 'key, the key, should be a string, a number or a boolean, but is NaN'],
    ['event', asked(1, Infinity), 'at, the time, should be a finite number, but is Infinity'],
    ['event', { key: 1 }, 'at is missing'],
    ['label', { key: 1, at: 0 }, 'y is missing'],
    ['label', 7, 'an event should be an object, but is 7'],
  ] as const)('a bad %s, %j, is rejected', (kind, item, reason) => {
    const rejected: Rejection[] = []
    const pending = new PendingLabels({
      key: 'key',
      time: 'at',
      onRejected: (r: Rejection) => rejected.push(r),
    } as never)
    expect(pending[kind](item as never)).toEqual([])
    expect(rejected).toEqual([{ event: item, reason }])
    expect([pending.size, pending.early]).toEqual([0, 0])
  })

  test('keys are compared as they are: 1 and "1" are two', () => {
    const pending = new PendingLabels<{ key: unknown }, { key: unknown; y: boolean }>({ key: 'key' })
    pending.event(asked(1))
    expect(pending.label(told('1'))).toEqual([])
    expect(pending.label(told(1))).toHaveLength(1)
  })

  test('with duplicates join a correction comes out too, with the event and ticket of the first time', () => {
    const rejected: Rejection[] = []
    const how = {
      key: 'key',
      time: 'at',
      ttl: 10,
      duplicates: 'join',
      onRejected: (r: Rejection) => rejected.push(r),
    } as const
    const pending = new PendingLabels<Asked, Told>(how)
    const event = { key: 1, at: 0, n: 7 }
    pending.event(event)
    expect(pending.label({ key: 1, at: 1, y: true })).toMatchObject([{ n: 7, y: true }])
    expect(pending.label({ key: 1, at: 11, y: false })).toMatchObject([{ n: 7, y: false }])
    // Its time is over now; two early labels, of which the correction counts.
    expect(pending.label({ key: 1, at: 12, y: true })).toEqual([])
    expect(pending.label({ key: 1, at: 13, y: false })).toEqual([])
    expect(pending.event({ key: 1, at: 14, n: 8 })).toMatchObject([{ n: 8, y: false }])
    expect(pending.counts).toMatchObject({ joined: 2, duplicate: 2, early: 1 })
    const superseded = { key: 1, at: 12, y: true }
    expect(rejected).toEqual([{ event: superseded, reason: 'there was another label with the key 1' }])
  })

  test('a label after the timeout is late, and is joined if corrections are', () => {
    for (const duplicates of ['reject', 'join'] as const) {
      const how = { key: 'key', time: 'at', ttl: 10, timeoutLabel: false, duplicates, onRejected: () => {} } as const
      const pending = new PendingLabels<Asked, Told>(how)
      pending.event({ key: 1, at: 0, n: 7 })
      expect(pending.event({ key: 2, at: 10, n: 8 })).toEqual([])
      expect(pending.event({ key: 3, at: 10.5, n: 9 })).toEqual([{ key: 1, at: 0, n: 7, y: false }])
      const late = pending.label({ key: 1, at: 11, y: true })
      expect(late).toEqual(
        duplicates === 'join' ? [{ key: 1, at: 0, n: 7, y: true, answer: { key: 1, at: 11, y: true } }] : [],
      )
      expect(pending.counts).toMatchObject({ timedOut: 1, late: 1, joined: 0 })
    }
  })

  test('a ticket waits in a snapshot as the plain data that it is', () => {
    const table = () => new PendingLabels<object, { key: bigint; y: string }>({ key: 'key' as never })
    const ticket = { label: 'ham', labels: ['ham', 'spåm ☂'], probabilities: [1 / 3, 2 / 3], beliefs: [-0, Infinity] }
    const event = {
      key: 7n,
      x: { indices: new Uint32Array([3]), values: new Float64Array([0.1]) },
      ticket,
      when: 5,
    }
    const [before, after] = [table(), table()]
    before.event(event)
    restore(after, encode(before))
    const answer = { key: 7n, y: 'ham' }
    expect(after.label(answer)).toStrictEqual([{ ...event, y: 'ham', answer }])
  })

  test('what does not fit is refused and changes nothing', () => {
    const wide = new PendingLabels<{ key: number; f?: unknown }, Told>({ key: 'key' })
    for (const key of [1, 2, 3]) wide.event({ key })
    const narrow = new PendingLabels<{ key: number }, Told>({ key: 'key', maxPending: 2 })
    narrow.event({ key: 9 })
    expect(() => restore(narrow, encode(wide))).toThrow('events should be at most 2, but is 3')
    expect(narrow.size).toBe(1)
    expect(encode(wide)).toEqual(encode(wide))
  })

  test('events whose labels never come leave the table at its bound', () => {
    let rejected = 0
    const how = { key: 'key', maxPending: 1000, onRejected: () => (rejected += 1) }
    const pending = new PendingLabels<Asked, Told>(how as never)
    for (let key = 0; key < 200_000; key++) pending.event({ key, at: key, n: key })
    expect([pending.size, pending.counts.evicted, rejected]).toEqual([1000, 199_000, 199_000])
  })

  test.each([
    [{ ttl: -1, time: 'at' }, 'ttl should be ≥ 0, but is -1'],
    [{ ttl: Number.NaN, time: 'at' }, 'ttl should be ≥ 0, but is NaN'],
    [{ ttl: 5 }, 'ttl should be given together with time, but is 5'],
    [{ maxPending: 0 }, 'maxPending should be a whole number ≥ 1, but is 0'],
    [{ duplicates: 'last' }, `duplicates should be 'reject' or 'join', but is "last"`],
  ])('%j is refused', (how, message) => {
    expect(() => new PendingLabels({ key: 'key', ...how } as never)).toThrow(message)
  })
})

describe('as an operator of RxJS', () => {
  const event = { key: 1, at: 0, n: 0 }
  const answer = { key: 1, at: 1, y: true }

  test('completes when the events have and none waits, without waiting for the labels to end', () => {
    const labels = new Subject<Told>()
    const seen: unknown[] = []
    of(event)
      .pipe(joinLabels(labels, { key: 'key' }))
      .subscribe({ next: (e) => seen.push(e.y), complete: () => seen.push('end') })
    expect(seen).toEqual([])
    labels.next(answer)
    expect(seen).toEqual([true, 'end'])
    expect(labels.observed).toBe(false)
    expect(collect(from([] as Asked[]).pipe(joinLabels(NEVER as Observable<Told>, { key: 'key' })))).toEqual([])
  })

  test('with corrections, waits for the labels to end, since any of them may be one', () => {
    const labels = new Subject<Told>()
    const seen: unknown[] = []
    of(event)
      .pipe(joinLabels(labels, { key: 'key', duplicates: 'join' }))
      .subscribe({ next: ({ y }) => seen.push(y), complete: () => seen.push('end') })
    labels.next(answer)
    labels.next({ ...answer, y: false })
    labels.complete()
    expect(seen).toEqual([true, false, 'end'])
  })

  test('completes when both have, and then rejects what still waits, unless the table is yours', () => {
    const rejected: Rejection[] = []
    const how = { key: 'key', onRejected: (r: Rejection) => rejected.push(r) } as const
    const other = { key: 2, at: 1, y: false }
    expect(collect(of(event).pipe(joinLabels(of(other), how)))).toEqual([])
    expect(rejected).toEqual([
      { event, reason: 'no label came before the end' },
      { event: other, reason: 'no event came before the end' },
    ])
    const pending = new PendingLabels<Asked, Told>(how)
    expect(collect(of(event).pipe(joinLabels(of(other), pending)))).toEqual([])
    expect([pending.size, pending.early]).toEqual([1, 1])
    expect(collect(from([] as Asked[]).pipe(joinLabels(of(answer), pending)))).toMatchObject([{ key: 1, y: true }])
  })

  test('goes on with labels after the events ended, and with events after the labels did', () => {
    const [events, labels] = [new Subject<Asked>(), new Subject<Told>()]
    const seen: unknown[] = []
    events
      .pipe(joinLabels(labels, { key: 'key' }))
      .subscribe({ next: ({ y }) => seen.push(y), complete: () => seen.push('end') })
    labels.next(answer)
    labels.complete()
    events.next(event)
    expect(seen).toEqual([true])
    events.complete()
    expect(seen).toEqual([true, 'end'])
  })

  test('an error of either stream is the error of the result, and lets go of the other', () => {
    for (const failing of [0, 1] as const) {
      const streams = [new Subject<Asked>(), new Subject<Told>()] as const
      let error: unknown
      streams[0].pipe(joinLabels(streams[1], { key: 'key' })).subscribe({ error: (e) => (error = e) })
      streams[failing].error(new Error('gone'))
      expect(error).toEqual(new Error('gone'))
      expect(streams.map(({ observed }) => observed)).toEqual([false, false])
    }
  })

  test('lets go of both streams when unsubscribed, also in the middle of several pairs', () => {
    const [events, labels] = [new Subject<Asked>(), new Subject<Told>()]
    const how = { key: 'key', time: 'at', ttl: 1, timeoutLabel: false } as const
    const seen: unknown[] = []
    events.pipe(joinLabels(labels, how), take(2)).subscribe(({ n }) => seen.push(n))
    for (const n of [0, 1, 2]) events.next({ key: n, at: 0, n })
    events.next({ key: 9, at: 5, n: 9 })
    expect(seen).toEqual([0, 1])
    expect([events.observed, labels.observed]).toEqual([false, false])
  })

  test('each subscription has its own table', () => {
    const labels = new Subject<Told>()
    const joined = of(event).pipe(joinLabels(labels, { key: 'key' }))
    const seen: boolean[] = []
    joined.subscribe(({ y }) => seen.push(y))
    joined.subscribe(({ y }) => seen.push(y))
    labels.next(answer)
    expect(seen).toEqual([true, true])
  })

  test('a label may be sent while a pair is being handled', () => {
    const [events, labels] = [new Subject<Asked>(), new Subject<Told>()]
    const seen: number[] = []
    events.pipe(joinLabels(labels, { key: 'key' })).subscribe(({ key }) => {
      seen.push(key)
      if (key < 3) labels.next({ key: key + 1, at: 0, y: true })
    })
    for (const key of [1, 2, 3]) events.next({ key, at: 0, n: 0 })
    labels.next({ key: 1, at: 0, y: true })
    expect(seen).toEqual([1, 2, 3])
  })
})

test('keys and labels are typed on both sides', () => {
  const events = of({ flight: 'RV 1', x: [1], time: 0 })
  const labels = of({ flight: 'RV 1', y: true, time: 1 })
  for (const { flight, x, y, answer } of collect(events.pipe(joinLabels(labels, { key: 'flight', time: 'time' })))) {
    expectTypeOf(flight).toEqualTypeOf<string>()
    expectTypeOf(x).toEqualTypeOf<number[]>()
    expectTypeOf(y).toEqualTypeOf<boolean>()
    expectTypeOf(answer?.time).toEqualTypeOf<number | undefined>()
  }
  const byFunction = joinLabels(labels, { key: (item: { flight: string }) => item.flight.length })
  expectTypeOf(collect(events.pipe(byFunction))[0]!.y).toEqualTypeOf<boolean>()
  expectTypeOf<Answer['y']>().toEqualTypeOf<Label>()
  // @ts-expect-error the labels have no such field
  joinLabels(labels, { key: 'gate' })
  // @ts-expect-error the events have no such field
  of({ x: [1] }).pipe(joinLabels(labels, { key: 'flight' }))
  // @ts-expect-error the key of the events is of another kind
  of({ x: [1], flight: 7 }).pipe(joinLabels(labels, { key: 'flight' }))
  // @ts-expect-error the label of a timeout is none of the labels
  joinLabels(labels, { key: 'flight', time: 'time', ttl: 5, timeoutLabel: 'late' })
})
