import { Random } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { logisticLoss } from '../losses/logisticLoss.ts'
import { adagrad } from './adagrad.ts'
import { ftrlProximal } from './ftrlProximal.ts'
import { type Features, Linear } from './linear.fixture.ts'
import { normalizedAdaptive } from './normalizedAdaptive.ts'
import { passiveAggressive } from './passiveAggressive.ts'
import { sgd } from './sgd.ts'
import type { UpdateRule } from './updateRule.ts'

const FEATURES = 3

/** Events of which the sign of the first feature says the class, or says the opposite. */
function stream(seed: number, n: number, sign: 1 | -1): { x: Features; y: number }[] {
  const random = new Random(seed)
  return Array.from({ length: n }, () => {
    const x = Array.from({ length: FEATURES }, () => random.normal())
    return { x: new Map(x.entries()), y: sign * (x[0] as number) > 0 ? 1 : 0 }
  })
}

/** Learns, and returns the mean loss of the predictions made before. */
function run(model: Linear, rule: UpdateRule, events: readonly { x: Features; y: number }[]): number {
  let sum = 0
  for (const { x, y } of events) {
    sum += logisticLoss.value(model.scores(x), y)
    model.learn(x, y, rule.schedule(0))
  }
  return sum / events.length
}

/** A model that has learned, and where its row of feature i begins. */
function learned(rule: UpdateRule, n = 2000): [Linear, (i: number) => number] {
  const model = new Linear(rule, logisticLoss, FEATURES)
  run(model, rule, stream(1, n, 1))
  return [model, (i) => i * (1 + rule.memory)]
}

function reopen(rule: UpdateRule, model: Linear, at: (i: number) => number): void {
  for (let i = 0; i < FEATURES; i++) rule.reopen?.(model.rows, at(i), 1, 1)
}

describe.each([
  adagrad(),
  normalizedAdaptive(),
  ftrlProximal(),
  ftrlProximal({ l1: 1, l2: 0.5 }),
  ftrlProximal({ beta: 0 }),
])('$name', (rule) => {
  test('re-opened it has its weights, to the bit', () => {
    const [model, at] = learned(rule)
    const before = [0, 1, 2].map((i) => model.rows[at(i)])
    reopen(rule, model, at)
    expect([0, 1, 2].map((i) => model.rows[at(i)])).toEqual(before)
  })
  test('a gradient of 0 then moves nothing', () => {
    const [model, at] = learned(rule)
    reopen(rule, model, at)
    const before = model.rows[at(0)] as number
    rule.step(model.rows, at(0), 1, [0], 1, rule.schedule(0))
    expect(model.rows[at(0)]).toBeCloseTo(before, 12)
  })
  test('when the world has turned it learns faster than one that was not re-opened', () => {
    const [[plain], [reopened, at]] = [learned(rule), learned(rule)]
    reopen(rule, reopened, at)
    const after = stream(2, 200, -1)
    expect(run(reopened, rule, after)).toBeLessThan(run(plain, rule, after))
  })
})

test('AdaGrad’s first step after it is η long, as its very first', () => {
  const [model, at] = learned(adagrad())
  reopen(adagrad(), model, at)
  const before = model.rows[at(0)] as number
  adagrad().step(model.rows, at(0), 1, [3], 1, 0.1)
  expect(model.rows[at(0)]).toBeCloseTo(before - 0.1, 8)
})

test('FTRL-Proximal’s step after it is α / (β + |g|), as its very first, and λ₁ still holds a weight at 0', () => {
  const [model, at] = learned(ftrlProximal())
  reopen(ftrlProximal(), model, at)
  const before = model.rows[at(0)] as number
  ftrlProximal().step(model.rows, at(0), 1, [3], 1, 1)
  expect(model.rows[at(0)]).toBeCloseTo(before - (0.1 * 3) / (1 + 3), 12)

  const rule = ftrlProximal({ l1: 1 })
  const row = Float64Array.of(0, 0.75, 4)
  rule.reopen?.(row, 0, 1, 1)
  expect([...row]).toEqual([0, 0.75, 0])
})

test('the normalised rule keeps the scale of a feature, and forgets only its gradients', () => {
  const [model, at] = learned(normalizedAdaptive())
  const largest = model.rows[at(0) + 2]
  reopen(normalizedAdaptive(), model, at)
  expect([model.rows[at(0) + 1], model.rows[at(0) + 2]]).toEqual([0, largest])
})

test('a rule that remembers no gradients has nothing to re-open', () => {
  expect([sgd().reopen, passiveAggressive().reopen]).toEqual([undefined, undefined])
})
