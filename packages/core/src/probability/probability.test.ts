import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { argmax } from './argmax.ts'
import { crossEntropy } from './crossEntropy.ts'
import { entropy } from './entropy.ts'
import { klDivergence } from './klDivergence.ts'
import { logLoss } from './logLoss.ts'
import { logSigmoid } from './logSigmoid.ts'
import { logSumExp } from './logSumExp.ts'
import { oneHot } from './oneHot.ts'
import { probabilityOf } from './probabilityOf.ts'
import { sigmoid } from './sigmoid.ts'
import { softmax } from './softmax.ts'
import { softmaxJacobian } from './softmaxJacobian.ts'

const score = fc.double({ min: -700, max: 700, noNaN: true })
const scores = fc.array(score, { minLength: 1, maxLength: 12 })
const distributions = fc
  .integer({ min: 1, max: 8 })
  .chain((n) =>
    fc.tuple(
      ...[0, 1].map(() => fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: n, maxLength: n })),
    ),
  )
  .map((pair) => pair.map((z) => softmax(z)) as [number[], number[]])

describe('softmax', () => {
  test('is a distribution', () => {
    fc.assert(
      fc.property(scores, (z) => {
        const p = softmax(z)
        expect(p.every((pk) => pk >= 0 && pk <= 1)).toBe(true)
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
      }),
    )
  })
  test('is shift-invariant', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: -500, max: 500 }), (z, c) => {
        const shifted = softmax(z.map((zk) => zk + c))
        for (const [k, p] of softmax(z).entries()) expect(shifted[k]).toBeCloseTo(p, 10)
      }),
    )
  })
  test('leads to one-hot(argmax) as T → 0, and to 1/K as T → ∞', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 8 }), (z) => {
        expect(softmax(z, 1e-3)).toEqual(oneHot(argmax(z), z.length))
        for (const p of softmax(z, 1e9)) expect(p).toBeCloseTo(1 / z.length, 6)
      }),
    )
  })
  test('never overflows, and is legal for no scores', () => {
    expect(softmax([1e308, -1e308])).toEqual([1, 0])
    expect(softmax([])).toEqual([])
  })
})

describe('softmaxJacobian', () => {
  const few = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 6 })
  const temperature = fc.double({ min: 0.5, max: 4, noNaN: true })
  test('is that of central finite differences, at any temperature', () => {
    const h = 1e-5
    fc.assert(
      fc.property(few, temperature, (z, t) => {
        const jacobian = softmaxJacobian(z, t)
        for (const m of z.keys()) {
          const moved = (by: number) =>
            softmax(
              z.map((zk, k) => (k === m ? zk + by : zk)),
              t,
            )
          const [above, below] = [moved(h), moved(-h)]
          for (const j of z.keys()) expect(jacobian[j]![m]).toBeCloseTo((above[j]! - below[j]!) / (2 * h), 7)
        }
      }),
    )
  })
  test('is p_j (1[j = m] − p_m): symmetric, and its rows sum to 0', () => {
    fc.assert(
      fc.property(few, (z) => {
        const [p, jacobian] = [softmax(z), softmaxJacobian(z)]
        for (const [j, row] of jacobian.entries()) {
          expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 14)
          for (const [m, value] of row.entries()) {
            expect(value).toBeCloseTo(p[j]! * ((j === m ? 1 : 0) - p[m]!), 14)
            expect(value).toBeCloseTo(jacobian[m]![j]!, 15)
          }
        }
      }),
    )
  })
  test('chained with the cross-entropy −log p_y it gives softmax’s gradient p − 1[y]', () => {
    fc.assert(
      fc.property(few, (z) => {
        const [p, jacobian] = [softmax(z), softmaxJacobian(z)]
        for (const m of z.keys()) expect(-jacobian[0]![m]! / p[0]!).toBeCloseTo(p[m]! - (m === 0 ? 1 : 0), 9)
      }),
    )
  })
})

describe('logSumExp', () => {
  test('lies between the maximum and the maximum + log K', () => {
    fc.assert(
      fc.property(scores, (z) => {
        const max = Math.max(...z)
        expect(logSumExp(z)).toBeGreaterThanOrEqual(max)
        expect(logSumExp(z)).toBeLessThanOrEqual(max + Math.log(z.length) + 1e-12 * Math.abs(max) + 1e-12)
      }),
    )
  })
  test('is the logarithm of the denominator of softmax', () => {
    fc.assert(
      fc.property(scores, (z) => {
        const p = softmax(z)
        for (const [k, zk] of z.entries()) expect(Math.exp(zk - logSumExp(z))).toBeCloseTo(p[k] as number, 10)
      }),
    )
  })
  test('T logSumExp(z/T) → max as T → 0', () => {
    expect(1e-6 * logSumExp([1 / 1e-6, 2 / 1e-6])).toBeCloseTo(2, 9)
  })
  test('is −∞ for no scores and keeps infinities', () => {
    expect([logSumExp([]), logSumExp([-Infinity]), logSumExp([Infinity, 0])]).toEqual([-Infinity, -Infinity, Infinity])
  })
})

describe('sigmoid and logSigmoid', () => {
  test('σ(z) + σ(−z) = 1, and σ is softmax with two classes', () => {
    fc.assert(
      fc.property(score, (z) => {
        expect(sigmoid(z) + sigmoid(-z)).toBeCloseTo(1, 15)
        expect(softmax([z, 0])[0]).toBeCloseTo(sigmoid(z), 14)
      }),
    )
  })
  test('log σ(z) agrees with the logarithm of σ(z), and with z where σ has vanished', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        (z) => void expect(logSigmoid(z)).toBeCloseTo(Math.log(sigmoid(z)), 12),
      ),
    )
    expect(logSigmoid(-1e6)).toBe(-1e6)
    expect(logSigmoid(40)).toBe(-Math.exp(-40))
  })
})

describe('entropy, cross-entropy, KL', () => {
  test('H(p, q) = H(p) + KL(p ‖ q)', () => {
    fc.assert(
      fc.property(distributions, ([p, q]) => {
        expect(crossEntropy(p, q)).toBeCloseTo(entropy(p) + klDivergence(p, q), 10)
      }),
    )
  })
  test('KL ≥ 0, 0 for equal distributions and positive for others', () => {
    fc.assert(
      fc.property(distributions, ([p, q]) => {
        expect(klDivergence(p, q)).toBeGreaterThanOrEqual(0)
        expect(klDivergence(p, p)).toBeLessThan(1e-15)
        const apart = Math.max(...p.map((pk, k) => Math.abs(pk - (q[k] as number))))
        if (apart > 1e-6) expect(klDivergence(p, q)).toBeGreaterThan(0)
      }),
    )
  })
  test('KL is not symmetric', () => {
    expect(klDivergence([0.5, 0.5], [0.9, 0.1])).not.toBeCloseTo(klDivergence([0.9, 0.1], [0.5, 0.5]), 2)
  })
  test('to a one-hot distribution KL is the cross-entropy', () => {
    fc.assert(
      fc.property(scores, (z) => {
        const q = softmax(z)
        const y = oneHot(argmax(z), z.length)
        expect(klDivergence(y, q)).toBeCloseTo(crossEntropy(y, q), 12)
      }),
    )
  })
  test('0 log 0 = 0, and what was ruled out costs infinitely much', () => {
    expect(entropy([0, 1, 0])).toBe(0)
    expect(crossEntropy([0, 1], [0, 1])).toBe(0)
    expect(crossEntropy([1, 0], [0, 1])).toBe(Infinity)
    expect(klDivergence([1, 0], [0, 1])).toBe(Infinity)
  })
  test('distributions over different numbers of classes are refused', () => {
    expect(() => crossEntropy([1], [0.5, 0.5])).toThrow('q should be of length 1, as p, but is "of length 2"')
    expect(() => klDivergence([1], [0.5, 0.5])).toThrow(RangeError)
  })
})

describe('argmax and oneHot', () => {
  test('argmax inverts oneHot', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9 }), (k) => void expect(argmax(oneHot(k, 10))).toBe(k)))
  })
  test('ties go to the lowest index; no number has index −1', () => {
    expect([argmax([2, 2]), argmax([0, 5, 5]), argmax([])]).toEqual([0, 1, -1])
  })
  test('a class index outside is refused', () => {
    for (const k of [-1, 3, 0.5, Number.NaN]) expect(() => oneHot(k, 3)).toThrow(RangeError)
  })
})

describe('probabilityOf and logLoss', () => {
  test('known classes and the unseen share all the probability', () => {
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 1, noNaN: true }), (z, unseen) => {
        const labels = z.map((_, k) => k)
        const ticket = { label: argmax(z), labels, probabilities: softmax(z), unseen }
        const sum = labels.reduce((s, y) => s + probabilityOf(ticket, y), 0)
        expect(sum + probabilityOf(ticket, -1)).toBeCloseTo(1, 12)
      }),
    )
  })
  test('the loss is finite for a class that was ruled out', () => {
    expect(logLoss({ label: 0, labels: [0], probabilities: [1] }, 1)).toBeCloseTo(52 * Math.LN2, 12)
    expect(Object.is(logLoss({ label: 0, labels: [0], probabilities: [1] }, 0), 0)).toBe(true)
  })
})
