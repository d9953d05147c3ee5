import type { Prediction, Rejection } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { from, of, throwError } from 'rxjs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { collect } from '../../test/collect.ts'
import { Hits, Surprise } from '../../test/countingMetrics.ts'
import { SoftmaxLearner } from '../../test/softmaxLearner.ts'
import { anEvent, aStream, type Food, LABELS } from '../../test/streams.ts'
import { progressiveValidation, score, train } from '../index.ts'

const model = () => new SoftmaxLearner(2, LABELS)
const metrics = () => ({ hits: new Hits(), surprise: new Surprise() })

describe('laws', () => {
  test('without delay it is train and score', () => {
    fc.assert(
      fc.property(aStream, (stream) => {
        const [one, two] = [model(), model()]
        const eta = (t: number) => 1 / (t + 1)
        const last = collect(from(stream).pipe(train(one, { eta }), score(metrics()))).at(-1)
        const validation = progressiveValidation(stream, two, metrics(), { eta })
        expect(validation).toMatchObject({ events: stream.length, rejected: 0 })
        if (last !== undefined) expect(validation.metrics).toEqual(last.metrics)
        expect(encode(two)).toEqual(encode(one))
      }),
    )
  })

  test('with a delay of d it is the loop with a queue of d events', () => {
    fc.assert(
      fc.property(aStream, fc.nat(10), (stream, delay) => {
        const [one, two] = [model(), model()]
        const [hits, queue]: [Hits, { x: number[]; y: Food; weight?: number; ticket: Prediction<Food> }[]] = [
          new Hits(),
          [],
        ]
        const learnFirst = () => {
          const { x, y, weight = 1, ticket } = queue.shift() as (typeof queue)[number]
          hits.update(y, ticket, weight)
          one.learn(x, y, { ticket, weight })
        }
        for (const event of stream) {
          queue.push({ ...event, ticket: one.predict(event.x) })
          if (queue.length > delay) learnFirst()
        }
        while (queue.length > 0) learnFirst()
        const validation = progressiveValidation(stream, two, { hits: new Hits() }, { delay })
        expect(validation).toEqual({ events: stream.length, rejected: 0, metrics: { hits: hits.value } })
        expect(encode(two)).toEqual(encode(one))
      }),
    )
  })

  test('with times a label is used for events after it became known, and never for those before', () => {
    const timed = fc.array(fc.record({ event: anEvent, step: fc.nat(3), delay: fc.nat(6) }), { maxLength: 40 })
    fc.assert(
      fc.property(timed, (rows) => {
        let at = 0
        const stream = rows.map(({ event, step, delay }) => {
          at += step
          return { ...event, at, delay }
        })
        const [one, two] = [model(), model()]
        const tickets: Prediction<Food>[] = []
        const learned = new Set<number>()
        const learnDue = (clock: number) => {
          const due = stream
            .map(({ at, delay }, n) => ({ n, known: at + delay }))
            .filter(({ n, known }) => n < tickets.length && !learned.has(n) && known < clock)
            .sort((a, b) => a.known - b.known || a.n - b.n)
          for (const { n } of due) {
            const { x, y, weight = 1 } = stream[n] as (typeof stream)[number]
            one.learn(x, y, { ticket: tickets[n] as Prediction<Food>, weight })
            learned.add(n)
          }
        }
        for (const { x, at } of stream) {
          learnDue(at)
          tickets.push(one.predict(x))
        }
        learnDue(Infinity)
        progressiveValidation(stream, two, metrics(), { time: 'at', delay: ({ delay }) => delay })
        expect(encode(two)).toEqual(encode(one))
      }),
    )
  })
})

test('takes arrays, iterables, async iterables and observables', async () => {
  const stream = fc.sample(anEvent, { numRuns: 20, seed: 1 })
  const expected = progressiveValidation(stream, model(), metrics(), { delay: 2 })
  async function* slowly() {
    yield* stream
  }
  const results = [
    progressiveValidation(new Set(stream), model(), metrics(), { delay: 2 }),
    await progressiveValidation(slowly(), model(), metrics(), { delay: 2 }),
    await progressiveValidation(from(stream), model(), metrics(), { delay: 2 }),
  ]
  expect(expected.events).toBe(20)
  expect(results).toEqual([expected, expected, expected])
})

test('counts and rejects bad events, also those whose label is found bad when it comes', () => {
  const rejected: Rejection[] = []
  const good = { x: [1, 2], y: 'ham' as const }
  const bad = [
    null,
    { x: [1, 2] },
    { x: [1], y: 'ham' },
    { x: [1, 2], y: 'sushi' },
    { x: [1, 2], y: 'ham', late: Number.NaN },
  ]
  const stream: (typeof good & { late?: number })[] = [good, ...(bad as never[]), good]
  const delay = ({ late = 1 }: { late?: number }) => late
  const twin = model()
  const validation = progressiveValidation(stream, twin, metrics(), { delay, onRejected: (r) => rejected.push(r) })
  expect(validation).toMatchObject({ events: 2, rejected: 5 })
  expect(new Set(rejected.map(({ event }) => event))).toEqual(new Set(bad))
  expect(twin.t).toBe(2)
})

test('an error is an error, at once or of the promise', async () => {
  expect(() => progressiveValidation([], model(), metrics(), { delay: -1 })).toThrow(
    'delay should be a finite number ≥ 0, but is -1',
  )
  await expect(
    progressiveValidation(
      throwError(() => new Error('gone')),
      model(),
      metrics(),
    ),
  ).rejects.toThrow('gone')
  const broken = {
    ...metrics(),
    bug: {
      value: 0,
      update: () => {
        throw new TypeError('a bug')
      },
    },
  }
  await expect(progressiveValidation(of({ x: [1, 2], y: 'ham' as const }), model(), broken)).rejects.toThrow('a bug')
})

test('labels and metrics are typed', () => {
  const stream = [{ x: [1, 2], y: 'ham' as const }]
  expectTypeOf(progressiveValidation(stream, model(), metrics()).metrics.hits).toEqualTypeOf<number>()
  const onlyFruit = { value: 0, update: (_y: 'apple' | 'pear', _p: Prediction<'apple' | 'pear'>) => {} }
  // @ts-expect-error a metric of other labels
  progressiveValidation(stream, model(), { onlyFruit })
  // @ts-expect-error no such field
  progressiveValidation(stream, model(), metrics(), { time: 'at', onRejected: () => {} })
})
