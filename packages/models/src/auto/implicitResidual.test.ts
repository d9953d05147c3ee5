import { sigmoid } from '@rivulet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { implicitResidual } from './implicitResidual.ts'

test('the residual is that at the point where the step lands', () => {
  const z = fc.double({ min: -40, max: 40, noNaN: true })
  const v = fc.double({ min: 0, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(z, v, (z, v) => {
      const r = implicitResidual(z, v, sigmoid(-z))
      // Solved once more by bisection: the excess of m over z + v (1 − σ(m)) grows with m.
      let [low, high] = [z, z + v]
      for (let round = 0; round < 200; round++) {
        const m = (low + high) / 2
        if (m - z - v * sigmoid(-m) > 0) high = m
        else low = m
      }
      expect(Math.abs(r / sigmoid(-low) - 1)).toBeLessThan(0.01)
    }),
    { seed: 1, numRuns: 1000 },
  )
})

test('a step never overshoots: the true class is at most as probable as the step was long', () => {
  expect(implicitResidual(0, 1e6, 0.5)).toBeLessThan(2e-5)
  expect(implicitResidual(0, 0, 0.5)).toBe(0.5)
  expect(implicitResidual(-30, 1000, sigmoid(30))).toBeCloseTo(0.0334, 3)
})
