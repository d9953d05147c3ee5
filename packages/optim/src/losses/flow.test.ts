import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logisticLoss } from './logisticLoss.ts'
import type { Loss } from './loss.ts'
import { squaredLoss } from './squaredLoss.ts'

/** The same by n small steps. */
function small(loss: Loss, z: number, y: number, h: number, n: number): number {
  const gradient = [0]
  let at = z
  for (let k = 0; k < n; k++) {
    loss.gradient([at], y, gradient)
    const half = at - (h / n / 2) * gradient[0]!
    loss.gradient([half], y, gradient)
    at -= (h / n) * gradient[0]!
  }
  return (z - at) / h
}

describe.each([
  ['logistic', logisticLoss, fc.integer({ min: 0, max: 1 })],
  ['squared', squaredLoss, fc.double({ min: -3, max: 3, noNaN: true })],
] as const)('the flow of the %s loss', (_, loss, label) => {
  test('is what infinitely many small steps come to', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -8, max: 8, noNaN: true }),
        label,
        fc.double({ min: 1e-3, max: 20, noNaN: true }),
        (z, y, h) => {
          const gradient = [0]
          loss.gradient([z], y, gradient)
          expect(loss.flow!(gradient[0]!, h)).toBeCloseTo(small(loss, z, y, h, 4000), 5)
        },
      ),
      { numRuns: 40 },
    )
  })
  test('is the gradient for a step of length 0, and 0 for a gradient of 0', () => {
    expect(loss.flow!(-0.3, 0)).toBe(-0.3)
    expect(loss.flow!(-0.3, 1e-9)).toBeCloseTo(-0.3, 8)
    expect(loss.flow!(0, 5) + 0).toBe(0)
  })
})

describe('the flow of the logistic loss', () => {
  test('keeps its digits where Lambert’s function cancels: for confident right answers the step is h |g|', () => {
    for (const margin of [15, 20, 30, 36, 100, 700]) {
      const g = -Math.exp(-margin)
      expect(logisticLoss.flow!(g, 0.5) / g).toBeCloseTo(1, 6)
    }
    // The textbook form is the difference of two numbers of size e^margin: 0.5 is lost in their rounding.
    const X = 0.5 + 40 + Math.exp(40)
    expect(X - 40 - Math.exp(40)).not.toBeCloseTo(0.5, 1)
  })
  test('moves the margin m so that m + eᵐ grows by h, from the surely wrong to the surely right', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -20, max: 30, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (m, h) => {
          const g = -1 / (1 + Math.exp(m))
          const moved = -h * logisticLoss.flow!(g, h)
          expect(moved).toBeGreaterThanOrEqual(0)
          expect((moved + Math.exp(m) * Math.expm1(moved)) / h).toBeCloseTo(1, 5)
        },
      ),
    )
    expect(logisticLoss.flow!(1, 3)).toBe(1)
  })
})
