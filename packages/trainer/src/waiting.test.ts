import type { Prediction, Rejection } from '@rivulet/core'
import { encode, restore } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SoftmaxLearner } from '../test/softmaxLearner.ts'
import { PendingLabels, progressiveValidation, TimeOrder } from './index.ts'

type Anything = { id: number; at?: unknown; [field: string]: unknown }
type Told = { id: number | string; at?: number; y: boolean }

function table(options: object = {}): { pending: PendingLabels<Anything, Told>; refused: Rejection[]; said: string[] } {
  const [refused, said]: [Rejection[], string[]] = [[], []]
  const pending = new PendingLabels<Anything, Told>({
    key: 'id',
    onRejected: (r: Rejection) => refused.push(r),
    onWarning: (warning: string) => said.push(warning),
    ...options,
  } as never)
  return { pending, refused, said }
}

describe('what waits can be saved', () => {
  class Dto {
    page = 'x'
  }
  test.each([
    ['f', () => 1, 'f should be plain data'],
    ['when', new Map(), 'when should be plain data'],
    ['of', new Dto(), 'but is a Dto'],
    ['deep', { list: [1, { of: new Set() }] }, 'deep.list[1].of should be plain data'],
    ['s', Symbol('s'), 's should be plain data'],
    ['view', new DataView(new ArrayBuffer(4)), 'but is a DataView'],
  ])('or is refused at the door, with its field: %s', (field, value, reason) => {
    const { pending, refused } = table()
    expect(pending.event({ id: 1, [field]: value })).toEqual([])
    expect(refused.map((r) => r.reason)).toEqual([expect.stringContaining(reason)])
    expect(pending.size).toBe(0)
    encode(pending)
  })

  test('a ring is refused, and a class of events loses only its name', () => {
    const { pending, refused } = table()
    const ring: Anything = { id: 1 }
    ring['self'] = ring
    pending.event(ring)
    expect(refused[0]?.reason).toContain('nested at most 100 deep')
    class Click {
      id = 2
      page = 'x'
    }
    pending.event(new Click() as never)
    expect(pending.label({ id: 2, y: true })).toMatchObject([{ id: 2, page: 'x', y: true }])
  })

  test('a Date, a bigint, NaN and typed arrays come back as they were', () => {
    const event = {
      id: 1,
      at: new Date(5),
      n: 5n,
      none: undefined,
      x: Float32Array.of(1, Number.NaN),
      big: BigInt64Array.of(3n),
    }
    const { pending } = table()
    pending.event(event)
    const { pending: restored } = table()
    restore(restored, encode(pending))
    expect(restored.label({ id: 1, y: true })).toEqual([{ ...event, y: true, answer: { id: 1, y: true } }])
  })

  test('a field called __proto__ is a field', () => {
    const { pending } = table()
    pending.event(JSON.parse('{"id":1,"of":{"__proto__":{"polluted":1}}}'))
    const [joined] = pending.label({ id: 1, y: true })
    expect(JSON.stringify(joined?.['of'])).toBe('{"__proto__":{"polluted":1}}')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('what waits is a copy', () => {
  test('of an event, of a label, of what is held back', () => {
    const { pending } = table()
    const event = { id: 1, x: Float32Array.of(1), deep: { list: [1] } }
    pending.event(event)
    event.x[0] = 9
    event.deep.list[0] = 9
    expect(pending.label({ id: 1, y: true })).toMatchObject([{ x: Float32Array.of(1), deep: { list: [1] } }])
    const told = { id: 2, y: true }
    pending.label(told)
    told.y = false
    expect(pending.event({ id: 2 })).toMatchObject([{ y: true }])
    const order = new TimeOrder<{ at: number; x: number[] }, { at: number }>({ time: 'at' })
    const held = { at: 1, x: [1] }
    order.event(held)
    held.x[0] = 9
    expect(order.label({ at: 5 })).toEqual([{ event: { at: 1, x: [1] } }])
  })

  test('one array used again for each event teaches the same, whatever the delay', () => {
    const events = fc.sample(fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.boolean()), {
      numRuns: 300,
      seed: 3,
    })
    const run = (x: (v: number) => Float64Array): Uint8Array => {
      const model = new SoftmaxLearner(2, [true, false])
      const stream = function* () {
        for (const [v, flip] of events) yield { x: x(v) as never as number[], y: v > 0 !== (flip && v > 1.5) }
      }
      progressiveValidation(stream(), model, {}, { delay: 3 })
      return encode(model)
    }
    const buffer = new Float64Array(2)
    const again = run((v) => {
      buffer.set([v, 1])
      return buffer
    })
    expect(again).toEqual(run((v) => Float64Array.of(v, 1)))
  })
})

describe('a time far ahead', () => {
  const NOW = 1_790_000_000_000
  const event = (id: number, at: number): Anything => ({ id, at })

  test('is refused and counted, and nothing times out', () => {
    const { pending, refused } = table({ time: 'at', ttl: 60_000 })
    pending.event(event(1, NOW))
    pending.event(event(2, 1000 * NOW))
    expect(refused.map((r) => r.reason)).toEqual([expect.stringContaining('(maxAhead)')])
    expect([pending.size, pending.ahead, pending.counts.timedOut]).toEqual([1, 1, 0])
    expect(pending.label({ id: 1, at: NOW + 30_000, y: true })).toHaveLength(1)
    pending.event(event(3, NOW + 30_000))
    pending.event(event(4, NOW + 90_001))
    expect(pending.counts.timedOut).toBe(1)
  })

  test('after a pause of a week the streams go on', () => {
    const { pending } = table({ time: 'at', ttl: 60_000 })
    pending.event(event(0, NOW))
    for (let id = 1; id <= 100; id++) pending.event(event(id, NOW + 7 * 86_400_000 + id))
    expect([pending.size, pending.ahead]).toEqual([85, 15])
  })

  test('in one of two streams does not hold the other back', () => {
    const order = new TimeOrder<{ at: number }, { at: number }>({ time: 'at', onRejected: () => {} })
    order.event({ at: NOW })
    expect(order.event({ at: 1000 * NOW })).toEqual([])
    expect(order.label({ at: NOW + 1 })).toEqual([{ event: { at: NOW } }])
  })
})

describe('keys of two kinds', () => {
  test('are said once, in both kinds', () => {
    const { pending, said } = table()
    for (let id = 0; id < 50; id++) {
      pending.event({ id })
      pending.label({ id: String(id), y: true })
    }
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('all labels are early: keys are numbers here, as 7, and texts there, as "')
  })
  test('are nothing to say where some meet, or where there is one kind', () => {
    const { pending, said } = table()
    for (let id = 0; id < 50; id++) {
      pending.event({ id })
      pending.label({ id: id + 1000, y: true })
    }
    expect(said).toEqual([])
  })
})

test('a ticket that waits with its event is the one that was made', () => {
  const { pending } = table()
  const ticket: Prediction<boolean> = { label: true, labels: Object.freeze([true, false]), probabilities: [0.9, 0.1] }
  pending.event({ id: 1, ticket })
  const [joined] = pending.label({ id: 1, y: true })
  expect(joined?.['ticket']).toEqual(ticket)
  expect((joined?.['ticket'] as typeof ticket | undefined)?.labels).toBe(ticket.labels)
})
