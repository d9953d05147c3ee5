import { Random } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hingeLoss } from '../losses/hingeLoss.ts'
import { logisticLoss } from '../losses/logisticLoss.ts'
import { multiclassPerceptronLoss } from '../losses/multiclassPerceptronLoss.ts'
import { adagrad } from './adagrad.ts'
import { ftrlProximal } from './ftrlProximal.ts'
import { type Features, Linear } from './linear.fixture.ts'
import { normalizedAdaptive } from './normalizedAdaptive.ts'
import { passiveAggressive } from './passiveAggressive.ts'
import type { UpdateRule } from './updateRule.ts'

const features = (x: readonly number[]): Features => new Map(x.flatMap((xi, i) => (xi === 0 ? [] : [[i, xi]])))
const value = fc.double({ min: -5, max: 5, noNaN: true })
const vector = fc.array(value, { minLength: 4, maxLength: 4 }).filter((x) => x.some((xi) => Math.abs(xi) > 0.01))

/** Examples of a logistic truth, of which only the first of the features matters. */
function stream(n: number, d: number, seed = 1): { x: Features; y: number }[] {
  const random = new Random(seed)
  return Array.from({ length: n }, () => {
    const x = Array.from({ length: d }, () => random.normal())
    return { x: features(x), y: random.normal() < 2 * x[0]! ? 1 : 0 }
  })
}

/** A model that has learned a stream, and its mean loss on the second half of it. */
function run(rule: UpdateRule, events: readonly { x: Features; y: number }[], d: number): [Linear, number] {
  const model = new Linear(rule, logisticLoss, d)
  let loss = 0
  for (const [t, { x, y }] of events.entries()) {
    if (t >= events.length / 2) loss += logisticLoss.value(model.scores(x), y) / (events.length / 2)
    model.learn(x, y, rule.schedule(t))
  }
  return [model, loss]
}

describe('AdaGrad', () => {
  test('a first step is η whatever the gradient, and a gradient of 0 is no 0/0', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), (g) => {
        const row = new Float64Array(2)
        adagrad({ epsilon: 1e-12 }).step(row, 0, 1, [g], 1, 0.1)
        expect(row[0]).toBeCloseTo(-0.1, 6)
      }),
    )
    const row = new Float64Array(4)
    adagrad().step(row, 0, 2, [0, 1], 1, 0.1)
    expect([...row]).toEqual([0, -0.1 / Math.sqrt(1 + 1e-8), 0, 1])
  })
  test('steps fall as gradients add up: the t-th of equal ones is η/√t', () => {
    const row = new Float64Array(2)
    let before = 0
    for (let t = 1; t <= 50; t++) {
      adagrad().step(row, 0, 1, [1], 1, 0.1)
      expect(before - row[0]!).toBeCloseTo(0.1 / Math.sqrt(t), 8)
      before = row[0]!
    }
  })
})

describe('FTRL-Proximal', () => {
  test('without penalties it is gradient descent with steps α/(β + √n)', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 30 }), (gradients) => {
        const row = new Float64Array(3)
        let [w, n] = [0, 0]
        for (const g of gradients) {
          ftrlProximal({ alpha: 0.2, beta: 0.5 }).step(row, 0, 1, [g], 1, 1)
          n += g * g
          w -= (0.2 * g) / (0.5 + Math.sqrt(n))
          expect(row[0]).toBeCloseTo(w, 9)
        }
      }),
    )
  })
  test('λ₁ makes weights that are not worth it exactly 0, and keeps the one that is', () => {
    const events = stream(2000, 30)
    const [sparse, sparseLoss] = run(ftrlProximal({ l1: 20 }), events, 30)
    const [dense, denseLoss] = run(ftrlProximal(), events, 30)
    const zeros = (model: Linear): number => model.rows.filter((w, at) => at % 3 === 0 && w === 0).length
    expect(zeros(dense)).toBe(0)
    expect(zeros(sparse)).toBeGreaterThan(20)
    expect(sparse.rows[0]).not.toBe(0)
    expect(sparseLoss).toBeLessThan(denseLoss + 0.05)
  })
})

describe('passive-aggressive', () => {
  test('unbounded, the example ends with a margin of exactly 1, by the smallest change that does it', () => {
    fc.assert(
      fc.property(vector, fc.integer({ min: 0, max: 1 }), (x, y) => {
        const model = new Linear(passiveAggressive({ variant: 'none' }), hingeLoss, 4)
        model.learn(features([1, 0, 2, -1]), 1, 1)
        const before = [...model.rows]
        const passive = hingeLoss.value(model.scores(features(x)), y) === 0
        model.learn(features(x), y, 1)
        if (passive) {
          expect([...model.rows]).toEqual(before)
          return
        }
        expect(hingeLoss.value(model.scores(features(x)), y)).toBeCloseTo(0, 9)
        expect((2 * y - 1) * model.scores(features(x))[0]!).toBeCloseTo(1, 9)
        // The change is along x.
        const change = before.map((w, i) => model.rows[i]! - w)
        const along = change.reduce((sum, c, i) => sum + c * x[i]!, 0) / x.reduce((sum, xi) => sum + xi * xi, 0)
        for (const [i, c] of change.entries()) expect(c).toBeCloseTo(along * x[i]!, 9)
      }),
    )
  })
  test('I steps at most C, II shrinks every step by 1/(2C)', () => {
    const x = features([3, 4])
    const weights = (rule: UpdateRule): number[] => {
      const model = new Linear(rule, hingeLoss, 2)
      model.learn(x, 1, 1)
      return [...model.rows]
    }
    const near = (actual: number[], tau: number): void => {
      expect(actual[0]).toBeCloseTo(3 * tau, 12)
      expect(actual[1]).toBeCloseTo(4 * tau, 12)
    }
    near(weights(passiveAggressive({ variant: 'none' })), 1 / 25)
    near(weights(passiveAggressive({ aggressiveness: 0.01 })), 0.01)
    near(weights(passiveAggressive({ aggressiveness: 10 })), 1 / 25)
    near(weights(passiveAggressive({ variant: 'II', aggressiveness: 0.01 })), 1 / (25 + 50))
  })
  test('over several classes ‖∂ℓ/∂w‖² is 2‖x‖²: the two classes meet half-way', () => {
    const model = new Linear(passiveAggressive({ variant: 'none' }), multiclassPerceptronLoss, 1, 3)
    model.rows.set([1, 0, 0])
    model.learn(features([2]), 1, 1)
    expect([...model.rows]).toEqual([0.5, 0.5, 0])
  })
  test('one wrong label undoes unbounded what bounded it does not', () => {
    const x = features([1, 0.1])
    const [bold, careful] = ['none', 'I'].map((variant) => {
      const rule = passiveAggressive({ variant: variant as 'none' | 'I', aggressiveness: 0.1 })
      const model = new Linear(rule, hingeLoss, 2)
      for (let t = 0; t < 30; t++) model.learn(x, 1, 1)
      model.learn(x, 0, 1)
      return model.scores(x)[0]!
    })
    expect(bold).toBeLessThan(0)
    expect(careful).toBeGreaterThan(0.8)
  })
})

describe('the normalised adaptive rule', () => {
  test('is free of scale: a power of two on a feature leaves every score its bits', () => {
    const events = stream(300, 4)
    const scaled = events.map(({ x, y }) => ({ x: new Map([...x].map(([i, xi]) => [i, xi * 2 ** (60 * i - 90)])), y }))
    expect(run(normalizedAdaptive(), scaled, 4)[1]).toBe(run(normalizedAdaptive(), events, 4)[1])
  })
  test('never overshoots: one step, however long, leaves an example on the right side of where it was', () => {
    fc.assert(
      fc.property(vector, fc.double({ min: 0.1, max: 1e6, noNaN: true }), (x, eta) => {
        const model = new Linear(normalizedAdaptive(), logisticLoss, 4)
        model.learn(features(x), 1, eta)
        const [z] = model.scores(features(x))
        expect(z).toBeGreaterThan(0)
        // m + eᵐ grows by the length of the step.
        expect(z).toBeLessThan(Math.log(1 + eta * 4) + 2)
      }),
    )
  })
  test('learns nothing, and counts nothing, from a gradient of 0', () => {
    const model = new Linear(normalizedAdaptive(), hingeLoss, 1)
    for (let t = 0; t < 20; t++) model.learn(features([1]), 1, 0.5)
    const after = [...model.rows]
    model.learn(features([1]), 1, 0.5)
    expect(hingeLoss.value(model.scores(features([1])), 1)).toBe(0)
    expect([...model.rows]).toEqual(after)
  })
})

test.each([
  [() => adagrad({ epsilon: 0 }), 'epsilon should be a finite number > 0, but is 0'],
  [() => adagrad({ epsilon: Number.NaN }), 'epsilon should be a finite number > 0, but is NaN'],
  [() => ftrlProximal({ alpha: -1 }), 'alpha should be a finite number > 0, but is -1'],
  [() => ftrlProximal({ beta: Number.NaN }), 'beta should be a finite number ≥ 0, but is NaN'],
  [() => ftrlProximal({ l1: -1 }), 'l1 should be a finite number ≥ 0, but is -1'],
  [() => ftrlProximal({ l2: Infinity }), 'l2 should be a finite number ≥ 0, but is Infinity'],
  [() => passiveAggressive({ aggressiveness: 0 }), 'aggressiveness should be a finite number > 0, but is 0'],
  [() => passiveAggressive({ variant: 'III' as 'I' }), "variant should be 'none', 'I' or 'II', but is \"III\""],
])('a hyper-parameter out of range is refused', (create, message) => {
  expect(create).toThrow(message)
})
