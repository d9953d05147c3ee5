import fc from 'fast-check'
import { expect, test } from 'vitest'
import { squaredLoss } from '../losses/squaredLoss.ts'
import { inverseScaling } from '../schedules/inverseScaling.ts'
import { sgd } from './sgd.ts'

test('w_k ← w_k − η ∂ℓ/∂z_k x', () => {
  const row = Float64Array.of(1, 2, 9)
  sgd().step(row, 0, 3, [0.5, -1], 3, 0.1)
  expect([...row].map((w) => Math.round(1e12 * w) / 1e12)).toEqual([0.85, 2.3, 9])
})
test('with η = 1/(t + 1) on squared error SGD is the running mean', () => {
  const eta = inverseScaling(1, 1)
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 200 }),
      (values) => {
        const w = new Float64Array(1)
        const gradient = [0]
        for (const [t, y] of values.entries()) {
          squaredLoss.gradient(w, y, gradient)
          sgd().step(w, 0, 1, gradient, 1, eta(t))
        }
        expect(w[0]).toBeCloseTo(values.reduce((a, b) => a + b, 0) / values.length, 9)
      },
    ),
  )
})
