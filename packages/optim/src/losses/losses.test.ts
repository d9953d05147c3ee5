import { argmax, oneHot, softmax } from '@rivulet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hingeLoss } from './hingeLoss.ts'
import { logisticLoss } from './logisticLoss.ts'
import type { Loss } from './loss.ts'
import { multiclassPerceptronLoss } from './multiclassPerceptronLoss.ts'
import { perceptronLoss } from './perceptronLoss.ts'
import { quadraticLoss } from './quadraticLoss.ts'
import { softmaxLoss } from './softmaxLoss.ts'
import { squaredLoss } from './squaredLoss.ts'
import { tanhLoss } from './tanhLoss.ts'
import { temperedSoftmaxLoss } from './temperedSoftmaxLoss.ts'

const score = fc.double({ min: -12, max: 12, noNaN: true })
const binary = fc.tuple(score, fc.integer({ min: 0, max: 1 })).map(([z, y]) => ({ z: [z], y }))
const multiclass = fc
  .array(score, { minLength: 2, maxLength: 6 })
  .chain((z) => fc.integer({ min: 0, max: z.length - 1 }).map((y) => ({ z, y })))
const real = fc.tuple(score, score).map(([z, y]) => ({ z: [z], y }))

function gradient(loss: Loss, z: readonly number[], y: number): number[] {
  const into = z.map(() => Number.NaN)
  loss.gradient(z, y, into)
  return into
}

/** The distance to the nearest score at which a perceptron's answer changes: the loss has a kink there. */
const gap = (z: readonly number[]) => {
  const best = argmax(z)
  return z.length === 1 ? Math.abs(z[0]!) : Math.min(...z.map((zk, k) => (k === best ? Infinity : z[best]! - zk)))
}

describe.each([
  ['logistic', logisticLoss, binary],
  ['softmax', softmaxLoss, multiclass],
  ['perceptron', perceptronLoss, binary],
  ['multiclass perceptron', multiclassPerceptronLoss, multiclass],
  ['squared', squaredLoss, real],
  ['hinge', hingeLoss, binary],
  ['tanh', tanhLoss, binary],
  ['quadratic', quadraticLoss, binary],
  ['tempered softmax', temperedSoftmaxLoss(0.7), multiclass],
] as const)('%s loss', (_, loss, examples) => {
  test('the gradient is that of central finite differences', () => {
    const h = 1e-5
    fc.assert(
      fc.property(examples, ({ z, y }) => {
        fc.pre(!loss.name.includes('perceptron') || gap(z) > 10 * h)
        fc.pre(loss !== hingeLoss || Math.abs(Math.abs(z[0]!) - 1) > 10 * h)
        const g = gradient(loss, z, y)
        for (const k of z.keys()) {
          const moved = (by: number) =>
            loss.value(
              z.map((zk, j) => (j === k ? zk + by : zk)),
              y,
            )
          expect(g[k]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 6)
        }
      }),
    )
  })
  test('is never negative, and is finite for any finite score', () => {
    fc.assert(fc.property(examples, ({ z, y }) => void expect(loss.value(z, y)).toBeGreaterThanOrEqual(0)))
    for (const z of [-1e9, 1e9]) expect(Number.isFinite(loss.value([z, 0], 0))).toBe(true)
  })
})

describe('labels', () => {
  const z = [0.3, -0.2, 0.1]
  const into = [0, 0, 0]
  test.each([logisticLoss, perceptronLoss, hingeLoss, tanhLoss, quadraticLoss])(
    'the $name loss refuses a label that is neither 0 nor 1, as −1 is',
    (loss) => {
      for (const y of [-1, 2, 0.5, Number.NaN, '1', true, undefined]) {
        expect(() => loss.value(z, y as number)).toThrow(/^y should be 0 or 1, where the literature has y± = 2y − 1/)
        expect(() => loss.gradient(z, y as number, into)).toThrow(RangeError)
      }
    },
  )
  test.each([softmaxLoss, multiclassPerceptronLoss, temperedSoftmaxLoss(0.5)])(
    'the $name loss refuses a label that is no class index',
    (loss) => {
      for (const y of [-1, 0.5, Number.NaN, '1', undefined]) {
        expect(() => loss.value(z, y as number)).toThrow(/^y should be a class index, a whole number ≥ 0/)
        expect(() => loss.gradient(z, y as number, into)).toThrow(RangeError)
      }
      expect(into).toEqual([0, 0, 0])
    },
  )
  test('softmax has no probability for a class without a score; to the perceptron its score is 0', () => {
    expect(() => softmaxLoss.value(z, 3)).toThrow('y should be a class index, a whole number ≥ 0 below 3, but is 3')
    expect(multiclassPerceptronLoss.value(z, 3)).toBe(0.3)
  })
  test('squared error refuses what is no number', () => {
    for (const y of [Number.NaN, Infinity, '1'])
      expect(() => squaredLoss.value([0], y as number)).toThrow('y should be a finite number')
  })
})

describe('the perceptron', () => {
  test('is right only on its own side: y± z ≤ 0 is a mistake for both labels, and the step is η y± x', () => {
    fc.assert(
      fc.property(fc.oneof(score, fc.constantFrom(0, -0)), fc.integer({ min: 0, max: 1 }), (z, y) => {
        const sign = 2 * y - 1
        expect(gradient(perceptronLoss, [z], y)[0]! + 0).toBe(sign * z > 0 ? 0 : -sign)
        expect(perceptronLoss.value([z], y)).toBe(sign * z > 0 ? 0 : Math.abs(z))
      }),
    )
  })
  test('over many classes is right only above all others; the rival of a tie is the first of them', () => {
    expect(gradient(multiclassPerceptronLoss, [0, 0, 0], 0)).toEqual([-1, 1, 0])
    expect(gradient(multiclassPerceptronLoss, [0, 0, 0], 2)).toEqual([1, 0, -1])
    expect(gradient(multiclassPerceptronLoss, [1, 3, 3], 1)).toEqual([0, -1, 1])
    expect(gradient(multiclassPerceptronLoss, [3, 1, 0], 1)).toEqual([1, -1, 0])
    expect(gradient(multiclassPerceptronLoss, [1, 3, 2], 1)).toEqual([0, 0, 0])
    expect(gradient(multiclassPerceptronLoss, [5], 0)).toEqual([0])
  })
})

describe('the formula of the slide, with the ½ that the slide has not', () => {
  test('½ (y± − tanh z)²', () => {
    fc.assert(
      fc.property(binary, ({ z, y }) => {
        expect(tanhLoss.value(z, y)).toBeCloseTo((2 * y - 1 - Math.tanh(z[0]!)) ** 2 / 2, 12)
      }),
    )
  })
  test('½ (y − σ(z))²', () => {
    fc.assert(
      fc.property(binary, ({ z, y }) => {
        expect(quadraticLoss.value(z, y)).toBeCloseTo((y - 1 / (1 + Math.exp(-z[0]!))) ** 2 / 2, 12)
      }),
    )
  })
  test('½ (z − y)²', () => {
    fc.assert(
      fc.property(real, ({ z, y }) => void expect(squaredLoss.value(z, y)).toBeCloseTo((z[0]! - y) ** 2 / 2, 9)),
    )
  })
})

describe('other formulas', () => {
  test('hinge: max(0, 1 − y± z)', () => {
    fc.assert(
      fc.property(binary, ({ z, y }) => {
        expect(hingeLoss.value(z, y)).toBeCloseTo(Math.max(0, 1 - (2 * y - 1) * z[0]!), 12)
      }),
    )
  })
  test('softmax: the gradient is p_c − 1[y = c], p = e^(z_c) / Σ e^(z_k)', () => {
    fc.assert(
      fc.property(multiclass, ({ z, y }) => {
        const powers = z.map((zk) => Math.exp(zk))
        const total = powers.reduce((a, b) => a + b)
        for (const [c, g] of gradient(softmaxLoss, z, y).entries())
          expect(g).toBeCloseTo(powers[c]! / total - (c === y ? 1 : 0), 12)
        expect(softmaxLoss.value(z, y)).toBeCloseTo(-Math.log(powers[y]! / total), 9)
      }),
    )
  })
  test('logistic: the gradient is σ(z) − y', () => {
    fc.assert(
      fc.property(binary, ({ z, y }) => {
        expect(gradient(logisticLoss, z, y)[0]).toBeCloseTo(1 / (1 + Math.exp(-z[0]!)) - y, 12)
      }),
    )
  })
  test('squared error is the KL of two Gaussians of variance 1, and −log of the likelihood up to a constant', () => {
    // KL(N(y, 1) ‖ N(z, 1)) = E log N(v; y, 1) − E log N(v; z, 1), v = y ± 1 having the moments that the logarithms ask for.
    const logGaussian = (v: number, mean: number) => -((v - mean) ** 2) / 2 - Math.log(2 * Math.PI) / 2
    fc.assert(
      fc.property(real, ({ z: [z], y }) => {
        const kl = [y - 1, y + 1].reduce((sum, v) => sum + (logGaussian(v, y) - logGaussian(v, z!)) / 2, 0)
        expect(squaredLoss.value([z!], y)).toBeCloseTo(kl, 9)
        expect(squaredLoss.value([z!], y)).toBeCloseTo(-logGaussian(y, z!) - Math.log(2 * Math.PI) / 2, 9)
      }),
    )
  })
})

describe('infinite scores', () => {
  test('have the limit of the loss, not NaN', () => {
    for (const loss of [softmaxLoss, temperedSoftmaxLoss(1)]) {
      expect([0, 1].map((y) => loss.value([Infinity, 0], y))).toEqual([0, Infinity])
      expect(loss.value([-Infinity, -Infinity], 1)).toBeCloseTo(Math.LN2, 12)
      expect(gradient(loss, [Infinity, 0], 1)).toEqual([1, -1])
    }
    expect([0, 1].map((y) => multiclassPerceptronLoss.value([Infinity, Infinity], y))).toEqual([0, 0])
  })
})

describe('links', () => {
  test('the loss of a probabilistic classifier is −log of the probability of the label', () => {
    fc.assert(
      fc.property(binary, ({ z, y }) => {
        expect(logisticLoss.value(z, y)).toBeCloseTo(-Math.log(logisticLoss.probabilities(z)[y]!), 9)
      }),
    )
    fc.assert(
      fc.property(multiclass, ({ z, y }) => {
        expect(softmaxLoss.value(z, y)).toBeCloseTo(-Math.log(softmaxLoss.probabilities(z)[y]!), 9)
      }),
    )
  })
  test('logistic is softmax with two classes, z = z₁ − z₀', () => {
    fc.assert(
      fc.property(score, score, fc.integer({ min: 0, max: 1 }), (z0, z1, y) => {
        expect(logisticLoss.value([z1 - z0], y)).toBeCloseTo(softmaxLoss.value([z0, z1], y), 12)
        expect(gradient(logisticLoss, [z1 - z0], y)[0]).toBeCloseTo(gradient(softmaxLoss, [z0, z1], y)[1]!, 12)
      }),
    )
  })
  test('with one-hot(argmax) in place of p the softmax gradient is the multiclass perceptron’s', () => {
    fc.assert(
      fc.property(multiclass, ({ z, y }) => {
        const label = oneHot(y, z.length)
        const hardened = oneHot(argmax(z), z.length).map((p, c) => p - label[c]!)
        if (gap(z) > 0) expect(gradient(multiclassPerceptronLoss, z, y)).toEqual(hardened)
        if (gap(z) > 0.1) {
          for (const [c, p] of softmax(z, 1e-3).entries()) expect(p - label[c]!).toBeCloseTo(hardened[c]!, 9)
        }
      }),
    )
  })
  test('the multiclass perceptron over two classes is the binary one', () => {
    fc.assert(
      fc.property(score, fc.oneof(score, fc.constant(undefined)), fc.nat(1), (z0, other, y) => {
        const z1 = other ?? z0
        expect(gradient(multiclassPerceptronLoss, [z0, z1], y)[1]! + 0).toBe(
          gradient(perceptronLoss, [z1 - z0], y)[0]! + 0,
        )
      }),
    )
  })
})

describe('temperature', () => {
  test('1 is the softmax loss', () => {
    const atOne = temperedSoftmaxLoss(1)
    fc.assert(
      fc.property(multiclass, ({ z, y }) => {
        expect(atOne.value(z, y)).toBeCloseTo(softmaxLoss.value(z, y), 12)
        expect(gradient(atOne, z, y)).toEqual(gradient(softmaxLoss, z, y))
      }),
    )
  })
  test('as T → 0 loss, gradient and answer become the multiclass perceptron’s', () => {
    const cold = temperedSoftmaxLoss(1e-3)
    fc.assert(
      fc.property(multiclass, ({ z, y }) => {
        expect(cold.value(z, y)).toBeCloseTo(multiclassPerceptronLoss.value(z, y), 2)
        fc.pre(gap(z) > 0.05)
        const [g, hard] = [gradient(cold, z, y), gradient(multiclassPerceptronLoss, z, y)]
        for (const c of z.keys()) expect(g[c]).toBeCloseTo(hard[c]!, 9)
        expect(argmax(cold.probabilities(z))).toBe(argmax(multiclassPerceptronLoss.probabilities(z)))
      }),
    )
  })
  test('is > 0', () => {
    for (const t of [0, -1, Number.NaN, Infinity])
      expect(() => temperedSoftmaxLoss(t)).toThrow(`temperature should be a finite number > 0, but is ${t}`)
  })
})

describe('quadratic against logarithmic cost', () => {
  test.each([
    [-2, -0.0925, -0.8808],
    [-5, -0.0066, -0.9933],
    [-10, -4.5394e-5, -0.99995],
    [-20, -2.0612e-9, -1],
  ])('y = 1, z = %d: the quadratic gradient dies, %d, the log’s does not, %d', (z, quadratic, logarithmic) => {
    expect(gradient(quadraticLoss, [z], 1)[0]! / quadratic).toBeCloseTo(1, 2)
    expect(gradient(logisticLoss, [z], 1)[0]).toBeCloseTo(logarithmic, 4)
  })
  test('the quadratic gradient is the log’s times σ(1 − σ), which also kills tanh’s', () => {
    fc.assert(
      fc.property(binary, ({ z, y }) => {
        const p = logisticLoss.probabilities(z)[1]!
        const log = gradient(logisticLoss, z, y)[0]!
        expect(gradient(quadraticLoss, z, y)[0]).toBeCloseTo(log * p * (1 - p), 12)
      }),
    )
    expect(Math.abs(gradient(tanhLoss, [-10], 1)[0]!)).toBeLessThan(2e-8)
  })
})
