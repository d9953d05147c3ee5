/** The aim of the course in one pipeline: stochastic gradient descent, an example at a time, with a step size that decays. */
import { Accuracy } from '@rivulet/metrics'
import { SoftmaxRegression } from '@rivulet/models'
import { inverseScaling } from '@rivulet/optim'
import { score, train } from '@rivulet/trainer'
import { from, lastValueFrom, toArray } from 'rxjs'
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
