import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { squaredLoss } from '../losses/squaredLoss.ts'
import { bottou } from './bottou.ts'
import { constant } from './constant.ts'
import { exponential } from './exponential.ts'
import { inverseScaling } from './inverseScaling.ts'
import { inverseTime } from './inverseTime.ts'
import { pegasos } from './pegasos.ts'
import { stepDecay } from './stepDecay.ts'
import { toSchedule } from './toSchedule.ts'
import { warmUp } from './warmUp.ts'

const eta0 = fc.double({ min: 1e-6, max: 100, noNaN: true })
const count = fc.integer({ min: 0, max: 1e9 })

describe.each([
  ['constant', (e: number) => constant(e)],
  ['inverseScaling ½', (e: number) => inverseScaling(e)],
  ['inverseScaling 1', (e: number) => inverseScaling(e, 1)],
  ['inverseScaling 0.7', (e: number) => inverseScaling(e, 0.7)],
  ['inverseTime', (e: number) => inverseTime(e, 0.01)],
  ['exponential', (e: number) => exponential(e, 0.999)],
  ['stepDecay', (e: number) => stepDecay(e, 0.5, 1000)],
] as const)('%s', (_, schedule) => {
  test('starts at η₀, is never negative and never grows', () => {
    fc.assert(
      fc.property(eta0, count, (e, t) => {
        const eta = schedule(e)
        expect(eta(0)).toBe(e)
        expect(eta(t)).toBeGreaterThanOrEqual(0)
        expect(eta(t + 1)).toBeLessThanOrEqual(eta(t))
      }),
    )
  })
  test('refuses a step size that is none, with one form of message', () => {
    for (const e of [0, -1, Number.NaN, Infinity])
      expect(() => schedule(e)).toThrow(`eta0 should be a finite number > 0, but is ${e}`)
  })
})

test.each([
  ['η₀/(t+1)^p, p = ½ unless given', inverseScaling(3), (t: number) => 3 / Math.sqrt(t + 1)],
  ['η₀/(t+1)^p, p = 1', inverseScaling(3, 1), (t: number) => 3 / (t + 1)],
  ['η₀/(t+1)^p, p = 0.7', inverseScaling(3, 0.7), (t: number) => 3 / (t + 1) ** 0.7],
  ['η₀/(1+kt)^p', inverseTime(3, 0.2, 0.6), (t: number) => 3 / (1 + 0.2 * t) ** 0.6],
  ['η₀ cᵗ', exponential(3, 0.9), (t: number) => 3 * 0.9 ** t],
  ['η₀ c^⌊t/every⌋', stepDecay(3, 0.5, 4), (t: number) => 3 * 0.5 ** Math.floor(t / 4)],
  ['η₀', constant(3), () => 3],
  ['1/(λ(t+1))', pegasos(0.2), (t: number) => 1 / (0.2 * (t + 1))],
] as const)('is its formula: %s', (_, eta, formula) => {
  for (const t of [0, 1, 2, 3, 4, 7, 10, 25]) expect(eta(t) / formula(t)).toBeCloseTo(1, 12)
})
test('a number is the constant schedule', () => {
  expect(toSchedule(0.3)(5)).toBe(0.3)
  expect(() => toSchedule(0)).toThrow('eta0 should be a finite number > 0, but is 0')
})
test('other hyper-parameters are checked as well', () => {
  expect(() => inverseScaling(1, 2)).toThrow('p should be from 0 to 1, but is 2')
  expect(() => inverseTime(1, -1)).toThrow('k should be a finite number ≥ 0, but is -1')
  expect(() => exponential(1, 1.1)).toThrow('c should be above 0 and at most 1, but is 1.1')
})

describe('Robbins–Monro: Σ η = ∞ and Σ η² < ∞', () => {
  // Both sums over blocks [2ⁿ, 2ⁿ⁺¹): a divergent sum's blocks do not shrink, a convergent one's fall below any number.
  const block = (eta: (t: number) => number, power: number, n: number): number => {
    let sum = 0
    for (let t = 2 ** n; t < 2 ** (n + 1); t++) sum += eta(t) ** power
    return sum
  }
  test.each([
    ['constant', constant(1), true, false],
    ['inverseScaling ½', inverseScaling(1), true, false],
    ['inverseScaling 0.75', inverseScaling(1, 0.75), true, true],
    ['inverseScaling 1', inverseScaling(1, 1), true, true],
    ['inverseTime 1', inverseTime(1, 0.1), true, true],
    ['exponential', exponential(1, 0.999), false, true],
    ['stepDecay', stepDecay(1, 0.5, 500), false, true],
    ['bottou', bottou(0.1), true, true],
    ['pegasos', pegasos(1), true, true],
    ['warm-up before 1/t', warmUp(100, inverseScaling(1, 1)), true, true],
    ['warm-up before a constant', warmUp(100, 1), true, false],
  ] as const)('%s', (_, eta, diverges, squaresConverge) => {
    expect(block(eta, 1, 16) > 0.9 * block(eta, 1, 13)).toBe(diverges)
    expect(block(eta, 2, 16) < 0.5 * block(eta, 2, 13)).toBe(squaresConverge)
  })
})

test('Bottou’s schedule begins at typw / max(1, |ℓ′(−typw)|) and is 1/(αt) in the end', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-8, max: 1, noNaN: true }), (alpha) => {
      const typw = Math.sqrt(1 / Math.sqrt(alpha))
      expect(bottou(alpha)(0) / typw).toBeCloseTo(1, 9)
      expect(bottou(alpha, squaredLoss)(0) / (typw / (typw + 1))).toBeCloseTo(1, 9)
      expect(bottou(alpha)(1e15) * alpha * 1e15).toBeCloseTo(1, 4)
    }),
  )
  expect(() => bottou(0)).toThrow('alpha should be a finite number > 0, but is 0')
})

test('warm-up rises evenly to the schedule, which then begins at its own 0', () => {
  const eta = inverseScaling(0.5)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), count, (n, t) => {
      const warm = warmUp(n, eta)
      expect(warm(n + t)).toBe(eta(t))
      for (let i = 0; i < n; i++) expect(warm(i)).toBeCloseTo((0.5 * (i + 1)) / (n + 1), 12)
    }),
    { numRuns: 20 },
  )
  expect(() => warmUp(-1, 1)).toThrow('events should be a whole number ≥ 0, but is -1')
  expect(() => pegasos(0)).toThrow('lambda should be a finite number > 0, but is 0')
  expect(() => stepDecay(1, 0.5, 0)).toThrow('every should be a whole number ≥ 1, but is 0')
})
