import { exp, log } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from './normalQuantile.ts'
import { wilson } from './wilson.ts'

/** P(k successes in n) = C(n, k) pᵏ (1−p)ⁿ⁻ᵏ for k = 0 … n. */
function binomial(n: number, p: number): number[] {
  let logarithm = n * log(1 - p)
  return Array.from({ length: n + 1 }, (_, k) => {
    const probability = exp(logarithm)
    logarithm += log((n - k) / (k + 1)) + log(p / (1 - p))
    return probability
  })
}

describe('wilson', () => {
  test.each([[0.5], [0.8], [0.95]])(
    'covers p = %d in 94 to 96 of 100 samples of 1,000: the exact sum over all samples',
    (p) => {
      let coverage = 0
      for (const [k, probability] of binomial(1000, p).entries()) {
        const { low, high } = wilson(k, 1000)
        if (low <= p && p <= high) coverage += probability
      }
      expect(coverage).toBeGreaterThan(0.94)
      expect(coverage).toBeLessThan(0.96)
    },
  )
  test('knows nothing before the first event, and stays inside [0, 1]', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
    for (const n of [1, 3, 1000]) {
      expect(wilson(0, n).low).toBe(0)
      expect(wilson(n, n).high).toBe(1)
      expect(wilson(0, n).high).toBeCloseTo(1 - wilson(n, n).low, 12)
    }
  })
  // scipy 1.17.1: binomtest(k, n).proportion_ci(confidence, method='wilson')
  test.each([
    [8, 10, 0.95, 0.4901624715366418, 0.9433178485456248],
    [1, 500, 0.99, 0.00023485449438823656, 0.01680877329152257],
  ])('%d of %d at %d as in scipy', (k, n, confidence, low, high) => {
    const interval = wilson(k, n, confidence)
    expect(interval.low).toBeCloseTo(low, 12)
    expect(interval.high).toBeCloseTo(high, 12)
  })
  test('refuses what is no sample', () => {
    expect(() => wilson(3, 2)).toThrow('successes should be from 0 to n = 2, but is 3')
    expect(() => wilson(1, 2, 1)).toThrow('confidence should be between 0 and 1, but is 1')
    expect(() => wilson(1, Number.NaN)).toThrow('n should be ≥ 0, but is NaN')
  })
})

describe('normalQuantile', () => {
  // scipy 1.17.1: norm.ppf
  test.each([
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.01, -2.3263478740408408],
    [0.2, -0.8416212335729142],
    [0.6, 0.2533471031357997],
  ])('at %d as in scipy', (p, z) => {
    expect(normalQuantile(p) / z).toBeCloseTo(1, 13)
  })
  test('is odd around ½', () => {
    for (const p of [0.001, 0.01, 0.1, 0.3]) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12)
    expect(normalQuantile(0.5)).toBe(0)
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
  })
})
