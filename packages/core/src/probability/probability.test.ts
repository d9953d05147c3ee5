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

/** Scores at which the textbook formula neither overflows nor loses its digits. */
const mild = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 8 })
const sumOf = (terms: readonly number[]) => terms.reduce((a, b) => a + b, 0)

describe('softmax', () => {
  test('is e^(z_k) / Σ e^(z_j)', () => {
    fc.assert(
      fc.property(mild, (z) => {
        const powers = z.map((zk) => Math.exp(zk))
        for (const [k, p] of softmax(z).entries()) expect(p).toBeCloseTo(powers[k]! / sumOf(powers), 12)
      }),
    )
    expect(softmax([Math.log(1), Math.log(2), Math.log(5)]).map((p) => Math.round(1e12 * p) / 1e12)).toEqual([
      0.125, 0.25, 0.625,
    ])
  })
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
        expect(softmax(z, 0)).toEqual(softmax(z, 1e-3))
        expect(softmax(z, Infinity)).toEqual(z.map(() => 1 / z.length))
        for (const p of softmax(z, 1e9)) expect(p).toBeCloseTo(1 / z.length, 6)
      }),
    )
  })
  test('never overflows, and is legal for no scores', () => {
    expect(softmax([1e308, -1e308])).toEqual([1, 0])
    for (const t of [0, 1, Infinity]) expect(softmax([], t)).toEqual([])
  })
  test('T = 0 is one-hot of argmax, ties as argmax has them', () => {
    expect(softmax([1, 3, 3], 0)).toEqual([0, 1, 0])
    expect(softmax([0, 0], 0)).toEqual([1, 0])
    expect(softmax([-Infinity, -Infinity], 0)).toEqual([1, 0])
  })
  test('an infinite score has its limit', () => {
    for (const [z, p] of [
      [
        [Infinity, 0],
        [1, 0],
      ],
      [
        [Infinity, 3, Infinity],
        [0.5, 0, 0.5],
      ],
      [
        [-Infinity, 7],
        [0, 1],
      ],
      [
        [-Infinity, -Infinity],
        [0.5, 0.5],
      ],
      [
        [Infinity, -Infinity],
        [1, 0],
      ],
    ] as const) {
      for (const t of [1e-300, 1, 1e300]) expect(softmax(z, t)).toEqual(p)
    }
    expect(softmax([-Infinity, 1, 2], Infinity)).toEqual([0, 0.5, 0.5])
  })
  test('a negative temperature, and a NaN anywhere, is refused', () => {
    for (const t of [-1, -1e-300, -Infinity, Number.NaN])
      expect(() => softmax([1, 2], t)).toThrow(`temperature should be ≥ 0, but is ${t}`)
    for (const t of [0, 1, Infinity])
      for (const z of [[Number.NaN], [1, Number.NaN], [Number.NaN, Infinity], [-Infinity, Number.NaN]])
        expect(() => softmax(z, t)).toThrow(/^z\[\d\] should be a number, but is NaN$/)
    for (const t of [0, -1, Number.NaN]) expect(() => softmaxJacobian([1, 2], t)).toThrow('temperature should be > 0')
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
  test('is log Σ e^(z_k)', () => {
    fc.assert(
      fc.property(mild, (z) => {
        expect(logSumExp(z)).toBeCloseTo(Math.log(sumOf(z.map((zk) => Math.exp(zk)))), 11)
      }),
    )
  })
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
  test('σ(z) is 1 / (1 + e⁻ᶻ), and its slope is σ(1 − σ)', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (z) => {
        expect(sigmoid(z)).toBeCloseTo(1 / (1 + Math.exp(-z)), 14)
        const slope = (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5
        expect(slope).toBeCloseTo(sigmoid(z) * (1 - sigmoid(z)), 9)
      }),
    )
  })
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
  test('entropy is −Σ p log p, in nats', () => {
    fc.assert(
      fc.property(distributions, ([p]) => {
        expect(entropy(p)).toBeCloseTo(-sumOf(p.map((pk) => (pk > 0 ? pk * Math.log(pk) : 0))), 12)
      }),
    )
    expect(entropy([0.5, 0.25, 0.25])).toBeCloseTo(1.5 * Math.LN2, 14)
  })
  test('cross-entropy is −Σ p log q, in nats: −ln .64 for the lecture’s one-hot label', () => {
    fc.assert(
      fc.property(distributions, ([p, q]) => {
        expect(crossEntropy(p, q)).toBeCloseTo(-sumOf(p.map((pk, k) => (pk > 0 ? pk * Math.log(q[k]!) : 0))), 10)
      }),
    )
    expect(crossEntropy([0, 1, 0], [0.12, 0.64, 0.24])).toBeCloseTo(0.446287, 6)
  })
  test('KL is Σ p log(p / q), in nats', () => {
    fc.assert(
      fc.property(distributions, ([p, q]) => {
        expect(klDivergence(p, q)).toBeCloseTo(sumOf(p.map((pk, k) => (pk > 0 ? pk * Math.log(pk / q[k]!) : 0))), 10)
      }),
    )
    expect(klDivergence([0.5, 0.5], [0.25, 0.75])).toBeCloseTo(Math.log(2) - 0.5 * Math.log(3), 14)
  })
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
  test('the loss is −log of the probability of the label, in nats: its KL from one-hot', () => {
    fc.assert(
      fc.property(mild, fc.nat(), (z, n) => {
        const [probabilities, y] = [softmax(z), n % z.length]
        const loss = logLoss({ label: 0, labels: z.map((_, k) => k), probabilities }, y)
        fc.pre(probabilities[y]! > 1e-15)
        expect(loss).toBeCloseTo(-Math.log(probabilities[y]!), 10)
        expect(loss).toBeCloseTo(klDivergence(oneHot(y, z.length), probabilities), 10)
      }),
    )
  })
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
