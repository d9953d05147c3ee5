import { type Forecast, InvalidEvent, type Prediction, type RegressOptions, type Rejection } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import fc from 'fast-check'
import { from, of, Subject, take } from 'rxjs'
import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import { collect } from '../test/collect.ts'
import { Hits, Surprise } from '../test/countingMetrics.ts'
import { SoftmaxLearner } from '../test/softmaxLearner.ts'
import { anEvent, aStream, badEvent, type Food, LABELS } from '../test/streams.ts'
import { learn, predict, score, train } from './index.ts'

const good = <E>(event: E) => ({ event, ok: true })
const bad = <E>(event: E) => ({ event, ok: false })
const events = <E>(stream: { event: E; ok: boolean }[]) => from(stream.map(({ event }) => event))
const eta = (t: number) => 1 / (t + 2)

describe('laws', () => {
  test('train is its loop', () => {
    fc.assert(
      fc.property(aStream, (stream) => {
        const [model, twin] = [new SoftmaxLearner(2, LABELS), new SoftmaxLearner(2, LABELS)]
        const expected = stream.map((event) => {
          const { x, y, weight = 1 } = event
          const t = twin.t
          const prediction = twin.predict(x)
          const loss = twin.learn(x, y, { eta: eta(t), ticket: prediction, weight })
          return { t, eta: eta(t), x, y, prediction, loss, event }
        })
        expect(collect(from(stream).pipe(train(model, { eta })))).toEqual(expected)
        expect(encode(model)).toEqual(encode(twin))
      }),
    )
  })

  test('train is predict and learn; a ticket that comes back at once changes nothing', () => {
    fc.assert(
      fc.property(aStream, (stream) => {
        const [model, twin, third] = [1, 2, 3].map(() => new SoftmaxLearner(2, LABELS)) as [
          SoftmaxLearner<Food>,
          SoftmaxLearner<Food>,
          SoftmaxLearner<Food>,
        ]
        const trained = collect(from(stream).pipe(train(model)))
        const learned = collect(from(stream).pipe(predict(twin), learn(twin)))
        const losses = stream.map(({ x, y, weight = 1 }) => third.learn(x, y, { weight }))
        expect(learned.map(({ event: { ticket, ...event }, ...outcome }) => ({ ...outcome, event }))).toEqual(trained)
        expect(trained.map(({ loss }) => loss)).toEqual(losses)
        expect(encode(twin)).toEqual(encode(model))
        expect(encode(third)).toEqual(encode(model))
      }),
    )
  })

  test('predict and learn are their loops, with labels that come later', () => {
    fc.assert(
      fc.property(aStream, (stream) => {
        const [model, twin] = [new SoftmaxLearner(2, LABELS), new SoftmaxLearner(2, LABELS)]
        const waiting = collect(from(stream).pipe(predict(model)))
        expect(waiting).toEqual(stream.map((event) => ({ ...event, ticket: twin.predict(event.x) })))
        const learned = collect(from(waiting).pipe(learn(model, { eta: 0.5 })))
        const expected = waiting.map((event) => {
          const { x, y, ticket, weight = 1 } = event
          const t = twin.t
          return { t, eta: 0.5, x, y, prediction: ticket, loss: twin.learn(x, y, { eta: 0.5, ticket, weight }), event }
        })
        expect(learned).toEqual(expected)
        expect(encode(model)).toEqual(encode(twin))
      }),
    )
  })

  test('score is its loop, and sees the ticket', () => {
    fc.assert(
      fc.property(aStream, (stream) => {
        const model = new SoftmaxLearner(2, LABELS)
        const outcomes = collect(from(stream).pipe(train(model)))
        const [hits, surprise] = [new Hits(), new Surprise()]
        const expected = outcomes.map((outcome) => {
          hits.update(outcome.y, outcome.prediction, outcome.event.weight)
          surprise.update(outcome.y, outcome.prediction, outcome.event.weight)
          return { ...outcome, metrics: { hits: hits.value, surprise: surprise.value } }
        })
        const scored = from(outcomes).pipe(score({ hits: new Hits(), surprise: new Surprise() }))
        expect(collect(scored)).toEqual(expected)
      }),
    )
  })

  test('with η = 1/(t+1) on squared error the step is the running mean', () => {
    const mean = {
      t: 0,
      value: 0,
      predict: (_x: number): Prediction<number> => ({ label: mean.value, labels: [mean.value], probabilities: [1] }),
      learn(_x: number, y: number, { eta = 0 }: { eta?: number } = {}): number {
        mean.value += eta * (y - mean.value)
        mean.t += 1
        return 0
      },
    }
    collect(from([3, 4, 11].map((y) => ({ x: 0, y }))).pipe(train(mean, { eta: (t) => 1 / (t + 1) })))
    expect(mean.value).toBeCloseTo(6, 12)
  })

  test('bad events are rejected, in order, and all the others learned as if those had not come', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anEvent.map(good), badEvent.map(bad))), (stream) => {
        const [model, twin] = [new SoftmaxLearner(2, LABELS), new SoftmaxLearner(2, LABELS)]
        const rejected: Rejection[] = []
        const outcomes = collect(events(stream).pipe(train(model, { onRejected: (r) => rejected.push(r) })))
        expect(outcomes).toEqual(collect(events(stream.filter(({ ok }) => ok)).pipe(train(twin))))
        expect(rejected.map(({ event }) => event)).toEqual(stream.filter(({ ok }) => !ok).map(({ event }) => event))
        expect(encode(model)).toEqual(encode(twin))
      }),
    )
  })
})

describe('bad events', () => {
  const model = () => new SoftmaxLearner(2, LABELS)
  const ham = { x: [1, 2], y: 'ham' as const }

  test.each([
    [null, 'an event should be an object, but is null'],
    ['ham', 'an event should be an object, but is "ham"'],
    [{ y: 'ham' }, 'x is missing'],
    [{ x: [1, 2] }, 'y is missing'],
    [{ x: [1], y: 'ham' }, 'x should have length 2, but has 1'],
    [{ x: [1, 2], y: 'ham', weight: -1 }, 'weight should be a number from 0 to 2⁶⁴, but is -1'],
  ])('%j is rejected with its reason', (event, reason) => {
    const rejected: Rejection[] = []
    collect(of(event as unknown as typeof ham).pipe(train(model(), { onRejected: (r) => rejected.push(r) })))
    expect(rejected).toEqual([{ event, reason }])
  })

  test('predict and learn reject theirs, with the position; an observer is told and never completed', () => {
    const rejected: Rejection[] = []
    let completed = false
    const observer = { next: (r: Rejection) => rejected.push(r), complete: () => (completed = true) }
    const position = { file: 'a', byte: 7 }
    const noTicket = { ...ham, position } as unknown as typeof ham & { ticket: Prediction<Food> }
    collect(of({ x: [Number.NaN, 1], position }).pipe(predict(model(), { onRejected: observer })))
    collect(of(noTicket).pipe(learn(model(), { onRejected: observer })))
    expect(rejected).toEqual([
      { event: { x: [Number.NaN, 1], position }, reason: 'x should be finite, but holds NaN', position },
      { event: noTicket, reason: 'ticket is missing', position },
    ])
    expect(completed).toBe(false)
  })

  test('score rejects an outcome that is none, and one that a metric refuses', () => {
    const rejected: Rejection[] = []
    const [outcome] = collect(of(ham).pipe(train(model())))
    const fussy = {
      value: 0,
      update: (_y: Food) => {
        fussy.value += 1
        if (fussy.value === 2) throw new InvalidEvent('not the second')
      },
    }
    const stream = [outcome, { y: 'ham' }, outcome, outcome] as NonNullable<typeof outcome>[]
    const scored = collect(from(stream).pipe(score({ fussy }, { onRejected: (r) => rejected.push(r) })))
    expect(scored.map(({ metrics }) => metrics)).toEqual([{ fussy: 1 }, { fussy: 3 }])
    expect(rejected.map(({ reason }) => reason)).toEqual(['prediction is missing', 'not the second'])
  })

  test('without an observer the 1st, 2nd, 4th, 8th … is a warning, counted anew in each subscription', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const stream = from(Array.from({ length: 11 }, () => null as never)).pipe(train(model()))
    collect(stream)
    const why = 'the last because an event should be an object, but is null. Pass { onRejected } to receive them.'
    const lines = ['1 event', '2 events', '4 events', '8 events'].map((n) => [`train refused ${n}, ${why}`])
    expect(warn.mock.calls).toEqual(lines)
    collect(stream)
    expect(warn.mock.calls).toEqual([...lines, ...lines])
    warn.mockRestore()
  })

  test('only an InvalidEvent is an answer; any other error is the error of the stream', () => {
    const rejected: Rejection[] = []
    const how = { onRejected: (r: Rejection) => rejected.push(r) }
    const broken = (error: Error) => ({
      t: 0,
      predict: (): never => {
        throw error
      },
      learn: () => 0,
    })
    expect(() => collect(of(ham).pipe(train(broken(new RangeError('a bug')), how)))).toThrow('a bug')
    expect(collect(of(ham).pipe(train(broken(new InvalidEvent('no event')), how)))).toEqual([])
    expect(rejected).toEqual([{ event: ham, reason: 'no event' }])
  })

  test('an η that is none is an error: of the call if it is a number, of the stream if it is a schedule', () => {
    expect(() => train(model(), { eta: Number.NaN })).toThrow('eta should be a finite number ≥ 0, but is NaN')
    expect(() => learn(model(), { eta: -1 })).toThrow('eta should be a finite number ≥ 0, but is -1')
    expect(() => collect(of(ham).pipe(train(model(), { eta: () => Infinity })))).toThrow('but is Infinity')
  })
})

describe('as an operator of RxJS', () => {
  const ham = { x: [1, 2], y: 'ham' as const }

  test('stops in the middle of a source that emits while it is subscribed to', () => {
    let made = 0
    const endless = {
      *[Symbol.iterator]() {
        for (;;) {
          made += 1
          yield ham
        }
      },
    }
    const model = new SoftmaxLearner(2, LABELS)
    const operators = [train(model), score({ hits: new Hits() }), take(3)] as const
    expect(collect(from(endless).pipe(...operators))).toHaveLength(3)
    expect([made, model.t]).toEqual([3, 3])
  })

  test('passes unsubscription and errors on; subscribed to again, the model goes on', () => {
    const model = new SoftmaxLearner(2, LABELS)
    const source = new Subject<typeof ham>()
    const outcomes = source.pipe(predict(model), learn(model))
    const seen: number[] = []
    const subscription = outcomes.subscribe(({ t }) => seen.push(t))
    source.next(ham)
    subscription.unsubscribe()
    expect(source.observed).toBe(false)
    let error: unknown
    outcomes.subscribe({ next: ({ t }) => seen.push(t), error: (e) => (error = e) })
    source.next(ham)
    source.error(new Error('gone'))
    expect(seen).toEqual([0, 1])
    expect(error).toEqual(new Error('gone'))
  })

  test('reports the learner’s own η, and NaN when there is none', () => {
    const model = new SoftmaxLearner(2, LABELS)
    const etas = collect(from([ham, ham]).pipe(train(model))).map(({ eta }) => eta)
    expect(etas).toEqual([0.5, 0.5 / Math.sqrt(2)])
    const plain = { t: 0, predict: () => model.predict([0, 0]), learn: () => 0 }
    expect(collect(of(ham).pipe(train(plain))).map(({ eta }) => eta)).toEqual([Number.NaN])
  })
})

test('labels are typed from end to end', () => {
  const model = new SoftmaxLearner(2, ['ham', 'spam'])
  const scored = collect(of({ x: [1, 2], y: 'ham' as const, key: 7 }).pipe(train(model), score({ hits: new Hits() })))
  for (const { y, prediction, event, metrics } of scored) {
    expectTypeOf(y).toEqualTypeOf<'ham' | 'spam'>()
    expectTypeOf(prediction.label).toEqualTypeOf<'ham' | 'spam' | undefined>()
    expectTypeOf(event).toEqualTypeOf<{ x: number[]; y: 'ham'; key: number }>()
    expectTypeOf(metrics).toEqualTypeOf<{ readonly hits: number }>()
  }
  const onlyFruit = { value: 0, update: (_y: 'apple' | 'pear', _p: Prediction<'apple' | 'pear'>) => {} }
  // @ts-expect-error a metric of other labels
  from(scored).pipe(score({ onlyFruit }))
  // @ts-expect-error a label that the model does not know
  of({ x: [1, 2], y: 'eggs' as const }).pipe(train(model))
  // @ts-expect-error features of another kind
  of({ x: 'text', y: 'ham' as const }).pipe(predict(model))
  // @ts-expect-error an event that was not predicted
  of({ x: [1, 2], y: 'ham' as const }).pipe(learn(model))
})

test('a regressor goes the same way: train, predict and learn late, score; quantities are typed from end to end', () => {
  const mean = () => ({
    t: 0,
    value: 0,
    predict(_x: number[]) {
      return { value: this.value }
    },
    learn(_x: number[], y: number, { eta = 0, ticket }: RegressOptions = {}) {
      const loss = ((ticket?.value ?? this.value) - y) ** 2 / 2
      this.value += eta * (y - this.value)
      this.t += 1
      return loss
    },
    save() {},
    load() {},
  })
  const error = () => ({
    sum: 0,
    n: 0,
    get value() {
      return this.sum / this.n
    },
    update(y: number, { value }: Forecast) {
      this.sum += (y - value) ** 2
      this.n += 1
    },
  })
  const events = [2, 4, 6].map((y) => ({ x: [1], y, key: y }))
  const atOnce = collect(from(events).pipe(train(mean(), { eta: (t) => 1 / (t + 1) }), score({ error: error() })))
  expect(atOnce.map(({ prediction, loss }) => [prediction.value, loss])).toEqual([
    [0, 2],
    [2, 2],
    [3, 4.5],
  ])
  expect(atOnce.map(({ metrics }) => metrics.error)).toEqual([4, 4, 17 / 3])
  const model = mean()
  const late = collect(from(events).pipe(predict(model), learn(model, { eta: 0.5 })))
  for (const { y, prediction, event } of late) {
    expectTypeOf(y).toEqualTypeOf<number>()
    expectTypeOf(prediction.value).toEqualTypeOf<number>()
    expectTypeOf(event.key).toEqualTypeOf<number>()
  }
  expect(late.map(({ loss }) => loss)).toEqual([2, 4.5, 6.125])
  const lists = { value: 0, update: (_y: readonly number[], _forecast: Forecast<readonly number[]>) => {} }
  // @ts-expect-error a metric of lists of numbers
  from(late).pipe(score({ lists }))
  // @ts-expect-error a quantity that is none
  of({ x: [1], y: 'many' }).pipe(train(mean()))
})

test('a metric of literal labels, which takes soft targets too, fits wherever its labels fit', () => {
  const surprise = {
    value: 0,
    update: (_y: 0 | 1 | { labels: readonly (0 | 1)[]; probabilities: readonly number[] }, _p: Prediction<0 | 1>) => {},
  }
  const prediction: Prediction<0 | 1> = { label: 1, labels: [0, 1], probabilities: [0.2, 0.8] }
  const scored = collect(of({ y: 1 as 0 | 1, prediction }).pipe(score({ surprise })))
  expect(scored.map(({ metrics }) => metrics.surprise)).toEqual([0])
  const anyLabel = of({ y: 2, prediction: { label: 2, labels: [2], probabilities: [1] } })
  // @ts-expect-error a label that the metric does not know
  anyLabel.pipe(score({ surprise }))
})
