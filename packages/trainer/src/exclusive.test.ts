import type { Prediction } from '@rivulet/core'
import { from, of, repeat, retry, Subject, share, throwError } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { Hits } from '../test/countingMetrics.ts'
import { Ddm } from '../test/ddm.ts'
import { SoftmaxLearner } from '../test/softmaxLearner.ts'
import { joinLabels, learn, PendingLabels, score, train, watch } from './index.ts'

const ham = { x: [1, 2], y: 'ham' as const }
const model = () => new SoftmaxLearner(2, ['ham', 'spam'])
const errorOf = (subscribe: (take: (error: unknown) => void) => void): string => {
  let error: unknown
  subscribe((e) => {
    error = e
  })
  return String(error)
}

describe('a second live subscription for one model', () => {
  test('is an error that says share(), of the second alone; the model learns each event once', () => {
    const [source, learner] = [new Subject<typeof ham>(), model()]
    const outcomes = source.pipe(train(learner))
    let seen = 0
    outcomes.subscribe(() => (seen += 1))
    expect(errorOf((error) => outcomes.subscribe({ error }))).toContain('put share() behind it')
    // The same written twice is the same.
    expect(errorOf((error) => source.pipe(train(learner)).subscribe({ error }))).toContain('train should have one')
    source.next(ham)
    expect([seen, learner.t]).toEqual([1, 1])
  })

  test('is an error of learn, score, watch and of a table of waiting events too', () => {
    const source = new Subject<never>()
    const labels = new Subject<{ id: number; y: string }>()
    const pending = new PendingLabels<{ id: number }, { id: number; y: string }>({ key: 'id' })
    const operators = [learn(model()), score({ hits: new Hits() }), watch(new Ddm()), joinLabels(labels, pending)]
    for (const operator of operators) {
      const stream = source.pipe(operator as never)
      stream.subscribe()
      expect(errorOf((error) => stream.subscribe({ error }))).toContain('share()')
    }
  })

  test('is none with share(), one after the other, or from another source', () => {
    const learner = model()
    const shared = new Subject<typeof ham>().pipe(train(learner), share())
    for (let i = 0; i < 3; i++) expect(errorOf((error) => shared.subscribe({ error }))).toBe('undefined')
    const once = of(ham).pipe(train(learner))
    once.subscribe()
    once.subscribe()
    expect(learner.t).toBe(2)
    const [a, b] = [new Subject<typeof ham>(), new Subject<typeof ham>()]
    for (const source of [a, b])
      expect(errorOf((error) => source.pipe(train(learner)).subscribe({ error }))).toBe('undefined')
  })

  test('is none when repeat and retry subscribe again', () => {
    const learner = model()
    from([ham, ham]).pipe(train(learner), repeat(3)).subscribe()
    expect(learner.t).toBe(6)
    let tries = 0
    const failing = throwError(() => new Error(`try ${++tries}`))
    const error = errorOf((take) => failing.pipe(train(learner), retry(2)).subscribe({ error: take }))
    expect(error).toBe('Error: try 3')
  })
})

test('metrics of literal labels go into score, in a record with others', () => {
  class Sure {
    value = 0
    update(y: 'ham' | 'spam', prediction: Prediction<'ham' | 'spam'>): void {
      this.value += prediction.label === y ? 1 : 0
    }
  }
  let last: object = {}
  of(ham)
    .pipe(train(model()), score({ sure: new Sure(), hits: new Hits() }))
    .subscribe(({ metrics }) => (last = metrics))
  expect(last).toEqual({ sure: 1, hits: 1 })
})

test('options that nobody reads are refused in words', () => {
  expect(() => train(model(), { learningRate: 0.1 } as never)).toThrow(
    'options of train should be eta or onRejected, but there is "learningRate"',
  )
  expect(() => train(model(), { eta: '0.1' } as never)).toThrow('eta should be a finite number ≥ 0, but is "0.1"')
  expect(() => score({ hits: Hits } as never)).toThrow(
    'metrics.hits should be a metric, new Accuracy(), but is a function',
  )
  expect(() => joinLabels(of(), { key: 'id', onTimeout: {} } as never)).toThrow('there is "onTimeout"')
  expect(() => joinLabels(of(), undefined as never)).toThrow('options of joinLabels should be an object of')
})
