import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hingeLoss } from '../losses/hingeLoss.ts'
import { logisticFlow } from '../losses/logisticFlow.ts'
import { ftrlProximal } from './ftrlProximal.ts'
import { Linear } from './linear.fixture.ts'
import { passiveAggressive } from './passiveAggressive.ts'

// An event that counts c times comes to a rule as a step size c times as large.

describe('FTRL-Proximal', () => {
  const gradient = fc.double({ min: -5, max: 5, noNaN: true })
  const strength = fc.constantFrom(0, 0.1, 2)

  test('at one step size it is the recursion over z of McMahan et al.', () => {
    fc.assert(
      fc.property(fc.array(gradient, { maxLength: 40 }), strength, strength, strength, (gradients, beta, l1, l2) => {
        const [alpha, row] = [0.2, new Float64Array(3)]
        const rule = ftrlProximal({ alpha, beta, l1, l2 })
        let [w, z, n] = [0, 0, 0]
        for (const g of gradients) {
          rule.step(row, 0, 1, [g], 1, 1)
          z += g - ((Math.sqrt(n + g * g) - Math.sqrt(n)) / alpha) * w
          n += g * g
          const curvature = (beta + Math.sqrt(n)) / alpha + l2
          // At |z| = λ₁ rounding decides between 0 and next to 0.
          if (Math.abs(Math.abs(z) - l1) < 1e-9) return
          w = Math.abs(z) <= l1 || curvature === 0 ? 0 : -(z - Math.sign(z) * l1) / curvature
          expect(row[0]).toBeCloseTo(w, 9)
        }
      }),
    )
  })
  test('another step size changes the step, not the weight that is there', () => {
    fc.assert(
      fc.property(fc.array(gradient, { minLength: 1, maxLength: 20 }), strength, (gradients, l1) => {
        const rule = ftrlProximal({ l1 })
        const row = new Float64Array(3)
        for (const g of gradients) rule.step(row, 0, 1, [g], 1, 1)
        const before = row[0]!
        for (const eta of [1000, 1e-6, 1]) rule.step(row, 0, 1, [0], 1, eta)
        expect(Math.abs(row[0]! - before)).toBeLessThanOrEqual(1e-9 * Math.abs(before))
      }),
    )
  })
  test('without penalties a step c times as large goes c times as far', () => {
    const [one, three] = [new Float64Array(3), new Float64Array(3)]
    for (const row of [one, three]) ftrlProximal().step(row, 0, 1, [1], 1, 1)
    const start = one[0]!
    ftrlProximal().step(one, 0, 1, [0.7], 1, 1)
    ftrlProximal().step(three, 0, 1, [0.7], 1, 3)
    expect((three[0]! - start) / (one[0]! - start)).toBeCloseTo(3, 9)
  })
})

test.each(['none', 'I', 'II'] as const)(
  'passive-aggressive %s goes no further than the margin, however much an event counts',
  (variant) => {
    const x = new Map([
      [0, 1],
      [1, -2],
    ])
    const model = new Linear(passiveAggressive({ variant }), hingeLoss, 2)
    model.learn(x, 1, 1e10)
    expect(model.scores(x)[0]).toBeCloseTo(1, 9)
    const half = new Linear(passiveAggressive({ variant: 'none' }), hingeLoss, 2)
    half.learn(x, 1, 0.5)
    expect(half.scores(x)[0]).toBeCloseTo(0.5, 9)
  },
)

test('the flow of a gradient that has rounded to 1 is finite, and no longer than the step', () => {
  for (const h of [1, 30, 700, 1e4, 1e100, 1e280]) {
    const moved = -h * logisticFlow(-1, h)
    expect(moved).toBeGreaterThan(Math.min(h, 30) - 1)
    expect(moved).toBeLessThanOrEqual(Math.min(h, 1000))
  }
  expect(logisticFlow(-1, Infinity)).toBe(-0)
})
