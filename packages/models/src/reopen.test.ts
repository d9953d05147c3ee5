import { Random } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { adagrad, ftrlProximal, normalizedAdaptive, sgd } from '@rivulet/optim'
import { describe, expect, test } from 'vitest'
import { LogisticRegression } from './logisticRegression.ts'
import { OneVsRest } from './reduction/oneVsRest.ts'
import { SoftmaxRegression } from './softmaxRegression.ts'

/** Events whose class is named by the largest of three features; after the world has turned, by the next one. */
function stream(seed: number, n: number, turned: 0 | 1): { x: number[]; y: number }[] {
  const random = new Random(seed)
  return Array.from({ length: n }, () => {
    const y = random.below(3)
    return { x: [0, 1, 2].map((i) => random.normal() / 2 + (i === (y + turned) % 3 ? 2 : 0)), y }
  })
}

describe.each([sgd(), adagrad(), ftrlProximal({ l1: 0.1 }), normalizedAdaptive()])('$name', (rule) => {
  const create = (l2 = 0) => new SoftmaxRegression<number>({ labels: [0, 1, 2], rule, l2 })
  test.each([0, 0.001])(
    're-opened after drift it answers as before, to the bit, and then learns faster; l2 = %d',
    (l2) => {
      const [plain, reopened] = [create(l2), create(l2)]
      for (const { x, y } of stream(1, 2000, 0)) for (const model of [plain, reopened]) model.learn(x, y)
      reopened.reopen()
      for (const { x } of stream(2, 50, 0)) expect(reopened.predict(x)).toEqual(plain.predict(x))
      let [slow, fast] = [0, 0]
      for (const { x, y } of stream(3, 100, 1)) {
        slow += plain.learn(x, y)
        fast += reopened.learn(x, y)
      }
      expect(fast).toBeLessThan(slow)
    },
  )
  test('it is at its first step size again, and its sums are those of one that has just begun', () => {
    const model = create()
    for (const { x, y } of stream(1, 300, 0)) model.learn(x, y)
    model.reopen()
    expect(model.eta()).toBe(rule.schedule(0))
    expect(model.t).toBe(300)
    const bytes = encode(model)
    model.reopen()
    expect(encode(model)).toEqual(bytes)
  })
})

test('one-vs-rest re-opens every learner of its own', () => {
  const create = () =>
    new OneVsRest<number[], number>({ labels: [0, 1, 2], learner: () => new LogisticRegression({ rule: adagrad() }) })
  const [plain, reopened] = [create(), create()]
  for (const { x, y } of stream(1, 2000, 0)) for (const model of [plain, reopened]) model.learn(x, y)
  reopened.reopen()
  let [slow, fast] = [0, 0]
  for (const { x, y } of stream(3, 100, 1)) {
    slow += plain.learn(x, y)
    fast += reopened.learn(x, y)
  }
  expect(fast).toBeLessThan(slow)
})
