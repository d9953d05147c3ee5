import { InvalidEvent, type Quantity } from '@rivulet/core'
import { encode } from '@rivulet/core/snapshot'
import { adagrad, constant, inverseTime, normalizedAdaptive } from '@rivulet/optim'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LinearRegression } from './linearRegression.ts'

const value = fc.double({ min: -2, max: 2, noNaN: true })
const point = fc.array(value, { minLength: 3, maxLength: 3 })
const pair = fc.array(value, { minLength: 2, maxLength: 2 })
const events = fc.array(fc.record({ x: point, y: pair, weight: fc.constantFrom(1, 0, 2, 0.5) }), { maxLength: 30 })

describe('linear regression', () => {
  test('steps by w_c ← w_c − η (z_c − y_c) x, and its loss is ½ Σ (z_c − y_c)², by hand', () => {
    const model = new LinearRegression({ outputs: 2, features: 2, eta: 0.5 })
    model.setCoefficients(0, { bias: 1, values: [1, 2] })
    // z = (1 + 3 + 8, 0) = (12, 0)
    expect(model.predict([3, 4])).toEqual({ value: [12, 0] })
    expect(model.learn([3, 4], [10, 1])).toBe((2 ** 2 + 1 ** 2) / 2)
    expect(model.coefficients(0)).toEqual({
      bias: 1 - 0.5 * 2,
      indices: [0, 1],
      values: [1 - 0.5 * 2 * 3, 2 - 0.5 * 2 * 4],
    })
    expect(model.coefficients(1)).toEqual({ bias: 0.5, indices: [0, 1], values: [1.5, 2] })
  })
  test('C outputs are C regressions of one, bit for bit', () => {
    fc.assert(
      fc.property(events, point, fc.constantFrom('sgd', 'adagrad', 'L2'), (all, at, how) => {
        const options = how === 'adagrad' ? { rule: adagrad() } : how === 'L2' ? { l2: 0.1, l1: 0.01 } : {}
        const both = new LinearRegression({ outputs: 2, eta: 0.1, ...options })
        const single = [0, 1].map(() => new LinearRegression({ eta: 0.1, ...options }))
        for (const { x, y, weight } of all) {
          const losses = single.map((model, c) => model.learn(x, y[c]!, { weight }))
          expect(both.learn(x, y, { weight })).toBeCloseTo(losses[0]! + losses[1]!, 12)
        }
        expect(both.predict(at).value).toEqual(single.map((model) => model.predict(at).value))
      }),
    )
  })
  test('with η(t) = 1/(t + 1) on the bias alone it is the running mean', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (ys) => {
        const model = new LinearRegression({ eta: inverseTime(1, 1) })
        for (const y of ys) model.learn([], y)
        expect(model.predict([]).value).toBeCloseTo(ys.reduce((a, b) => a + b) / ys.length, 12)
      }),
    )
  })
  test('finds the line that noiseless data lie on, whatever the rule', () => {
    for (const rule of [undefined, adagrad(), normalizedAdaptive()]) {
      const model = new LinearRegression({ ...(rule === undefined ? { eta: constant(0.1) } : { rule }) })
      for (let i = 0; i < 20_000; i++) {
        const x = [(i % 7) / 7, (i % 5) / 5]
        model.learn(x, 3 * x[0]! - 2 * x[1]! + 1)
      }
      expect(model.predict([1, 1]).value).toBeCloseTo(2, 2)
    }
  })
  test('a batch is one step on the mean gradient, a batch of one is learn, byte for byte', () => {
    fc.assert(
      fc.property(events, (all) => {
        const create = () => new LinearRegression({ outputs: 2, features: 3, eta: 0.1 })
        const [batched, online] = [create(), create()]
        for (const { x, y, weight } of all) {
          expect(batched.learnMany([{ x, y, weight }])).toBe(online.learn(x, y, { weight }))
        }
        expect(encode(batched)).toEqual(encode(online))
        const mean = [0, 1].map((c) =>
          all.reduce((sum, { x, y, weight }) => sum + (weight * (online.predict(x).value[c]! - y[c]!)) / all.length, 0),
        )
        const before = [0, 1].map((c) => online.coefficients(c).bias)
        if (all.length === 0) return
        online.learnMany(all)
        for (const c of [0, 1]) expect(online.coefficients(c).bias).toBeCloseTo(before[c]! - 0.1 * mean[c]!, 10)
      }),
    )
  })
  test('bias and contributions sum to the output', () => {
    const model = new LinearRegression({ outputs: 2, eta: 0.1 })
    for (let i = 0; i < 10; i++) model.learn([i, 1 - i], [i, -i])
    for (const output of [0, 1]) {
      const { score, bias, contributions } = model.explain([2, 3], { output })
      expect(contributions.reduce((sum, { contribution }) => sum + contribution, bias)).toBeCloseTo(score, 12)
      expect(score).toBeCloseTo(model.predict([2, 3]).value[output]!, 12)
    }
    expect(() => model.coefficients(2)).toThrow('output should be a whole number from 0 to 1, but is 2')
  })
})

describe('a stream that is hostile', () => {
  const extremes = [0, 5e-324, 1e-300, 1e-10, 1, 1e10, 1e50]
  test.each([
    ['sgd', () => new LinearRegression({ outputs: 2, eta: 0.5 })],
    ['sgd, η = 100', () => new LinearRegression({ outputs: 2, eta: 100 })],
    ['AdaGrad', () => new LinearRegression({ outputs: 2, rule: adagrad() })],
    ['normalised adaptive', () => new LinearRegression({ outputs: 2, rule: normalizedAdaptive() })],
    ['L1 and L2', () => new LinearRegression({ outputs: 2, l1: 0.1, l2: 0.1 })],
  ] as const)('%s: forecasts and losses stay finite', (_, create) => {
    const number = fc.constantFrom(...extremes, ...extremes.map((v) => -v))
    const all = fc.array(fc.tuple(fc.array(number, { minLength: 2, maxLength: 2 }), number, number), { maxLength: 60 })
    fc.assert(
      fc.property(all, (stream) => {
        const model = create()
        for (const [x, a, b] of stream) {
          for (const v of model.predict(x).value) expect(Number.isFinite(v)).toBe(true)
          expect(Number.isFinite(model.learn(x, [a, b]))).toBe(true)
        }
      }),
    )
  })
  test('a step size far too large diverges, and stays numbers', () => {
    const model = new LinearRegression({ eta: 1000 })
    for (let i = 0; i < 1000; i++) expect(Number.isFinite(model.learn([5], 1))).toBe(true)
    expect(Number.isFinite(model.predict([5]).value)).toBe(true)
  })
  test('what is no target, or a ticket of another regression, is refused and changes no byte', () => {
    const one = new LinearRegression()
    const two = new LinearRegression({ outputs: 2 })
    one.learn([1], 1)
    two.learn([1], [1, 2])
    const bytes = [encode(one), encode(two)]
    for (const y of [[1], '1', null, Number.NaN, 1e51]) expect(() => one.learn([1], y as number)).toThrow(InvalidEvent)
    for (const y of [1, [1], [1, 2, 3], [1, Number.NaN], '12'])
      expect(() => two.learn([1], y as number[])).toThrow('y should be a list of 2 numbers, finite and at most 1e50')
    for (const ticket of [{}, { value: 1 }, { value: [1] }, null])
      expect(() => two.learn([1], [1, 2], { ticket } as never)).toThrow(InvalidEvent)
    expect(() =>
      two.learnMany([
        { x: [1], y: [1, 2] },
        { x: [1], y: [1] as Quantity as number[] },
      ]),
    ).toThrow(InvalidEvent)
    expect([encode(one), encode(two)]).toEqual(bytes)
  })
  test('options that are none are refused', () => {
    for (const [options, reason] of [
      [{ outputs: 0 }, 'outputs should be a whole number ≥ 1, but is 0'],
      [{ features: 0.5 }, 'features should be a whole number ≥ 1'],
      [{ bias: 1 }, 'bias should be true or false'],
      [{ l1: -1 }, 'l1 should be'],
    ] as const)
      expect(() => new LinearRegression(options as object)).toThrow(reason)
  })
})
