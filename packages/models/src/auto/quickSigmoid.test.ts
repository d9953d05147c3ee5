import { sigmoid } from '@rivulet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quickSigmoid } from './quickSigmoid.ts'

test('it is the sigmoid, to 4·10⁻¹¹ of itself, far out too', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -700, max: 700, noNaN: true }),
      fc.double({ min: -40, max: 40, noNaN: true }),
      (z, near) => {
        for (const at of [z, near]) expect(Math.abs(quickSigmoid(at) / sigmoid(at) - 1)).toBeLessThan(4e-11)
      },
    ),
    { seed: 1, numRuns: 5000 },
  )
})

test('σ(0) is ½, σ(z) + σ(−z) is 1, and beyond 700 it neither ends nor grows', () => {
  expect(quickSigmoid(0)).toBe(0.5)
  for (const z of [1e-9, 0.3, 17]) expect(quickSigmoid(z) + quickSigmoid(-z)).toBeCloseTo(1, 15)
  expect(quickSigmoid(1e300)).toBe(1)
  expect(quickSigmoid(-1e300)).toBe(quickSigmoid(-700))
  expect(quickSigmoid(-700)).toBeGreaterThan(0)
})
