/** The aim of the course in one pipeline: stochastic gradient descent, an example at a time, with a step size that decays. */
import { Accuracy, LastValueBaseline, MeanBaseline, MeanSquaredError, RSquared } from '@rivulet/metrics'
import { LinearRegression, SoftmaxRegression } from '@rivulet/models'
import { inverseScaling } from '@rivulet/optim'
import { learn, predict, score, train } from '@rivulet/trainer'
import { bufferCount, from, lastValueFrom, map, type OperatorFunction, toArray } from 'rxjs'
import { expect, test } from 'vitest'

const model = () => new SoftmaxRegression<number>({ labels: [0, 1], features: 2 })
const stream = () => from(Array.from({ length: 200 }, (_, i) => ({ x: [i % 2, 1 - (i % 2)], y: i % 2 })))

test('train(model, { eta }) takes one step for each example, at η(t), and score keeps the running accuracy', async () => {
  const told = await lastValueFrom(
    stream().pipe(train(model(), { eta: inverseScaling(0.5) }), score({ accuracy: new Accuracy<number>() }), toArray()),
  )
  expect(told.length).toBe(200)
  expect([told[0]!.eta, told[99]!.eta]).toEqual([0.5, 0.05])
  expect(told.at(-1)!.metrics.accuracy).toBeGreaterThan(0.98)
})
test('η falls with every event', async () => {
  const told = await lastValueFrom(stream().pipe(train(model(), { eta: inverseScaling(0.5) }), toArray()))
  for (const [t, { eta }] of told.entries()) expect(eta).toBe(0.5 / Math.sqrt(t + 1))
})
test('a regression goes through the same operators, beside the mean so far and the last value, at once or late', async () => {
  const metrics = () => ({
    mse: new MeanSquaredError(),
    r2: new RSquared(),
    mean: new MeanBaseline(),
    last: new LastValueBaseline(),
  })
  const numbers = Array.from({ length: 400 }, (_, i) => ({ x: [Math.sin(i), 1], y: 3 * Math.sin(i) - 1 }))
  const line = () => new LinearRegression({ features: 2, eta: 0.3 })
  const once = await lastValueFrom(from(numbers).pipe(train(line()), score(metrics())))
  const [late, compared] = [line(), metrics()]
  const waited = await lastValueFrom(
    from(numbers).pipe(predict(late, { metrics: compared }), delayed(5), learn(late), score(compared)),
  )
  for (const {
    metrics: { mse, r2, mean },
  } of [once, waited]) {
    expect(mse).toBeLessThan(0.3)
    expect(r2).toBeGreaterThan(0.9)
    expect(mean).toBeGreaterThan(4)
  }
  // Five events late the last value known is another, and is scored as that.
  expect([once.metrics.last > 4, waited.metrics.last < 0.5]).toEqual([true, true])
})

/** Lets each event come when the n-th after it has been predicted. */
function delayed<E>(n: number): OperatorFunction<E, E> {
  return (events) =>
    events.pipe(
      bufferCount(n + 1, 1),
      map((window) => window[0] as E),
    )
}
