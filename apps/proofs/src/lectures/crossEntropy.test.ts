/**
 * Lecture C: Softmax regression, classification by minimising cross-entropy loss, Srinandan Dasmahapatra. The number is the line in the
 * text of its slides.
 */
import { crossEntropy, logSumExp, oneHot, Random, softmax } from '@rivulet/core'
import { LogisticRegression, SoftmaxRegression } from '@rivulet/models'
import { logisticLoss, quadraticLoss, softmaxLoss } from '@rivulet/optim'
import { describe, expect, test } from 'vitest'
import { sum } from './slopes.ts'

const random = new Random(2)
const normals = (n: number) => Array.from({ length: n }, () => random.normal())

describe('two classes', () => {
  test('C 59: f = w₀ + w₁ x₁ + w₂ x₂, term by term, and σ of it', () => {
    const model = new LogisticRegression({ features: 2 })
    model.learn([1, 2], 1)
    const { bias, contributions, score } = model.explain([3, 4], { label: 1 })
    expect(bias + sum(contributions.map(({ contribution }) => contribution))).toBeCloseTo(score, 14)
    expect(model.predict([3, 4]).probabilities[1]).toBeCloseTo(1 / (1 + Math.exp(-score)), 14)
  })
  test('C 83: the logarithm punishes a mistake more, and pulls harder: at z = −10 of class 1', () => {
    const [log, quadratic] = [[0], [0]]
    logisticLoss.gradient([-10], 1, log!)
    quadraticLoss.gradient([-10], 1, quadratic!)
    expect(logisticLoss.value([-10], 1)).toBeGreaterThan(10)
    expect(2 * quadraticLoss.value([-10], 1)).toBeLessThan(1)
    expect(Math.abs(log![0]!)).toBeGreaterThan(1000 * Math.abs(quadratic![0]!))
  })
  test('C 89: (y − ŷ)² of the slide has no ½: it is twice ours, .25 at z = 0', () => {
    expect(2 * quadraticLoss.value([0], 1)).toBe(0.25)
    for (const z of [-3, 0.7, 2])
      for (const y of [0, 1]) {
        expect(2 * quadraticLoss.value([z], y)).toBeCloseTo((y - 1 / (1 + Math.exp(-z))) ** 2, 12)
      }
  })
})

describe('many classes', () => {
  test('C 80: a cat is e₄ and a ship e₉ of ten; ours are counted from 0', () => {
    expect([oneHot(4 - 1, 10).indexOf(1), oneHot(9 - 1, 10).indexOf(1)]).toEqual([3, 8])
    expect(sum(oneHot(3, 10))).toBe(1)
  })
  test('C 139: CIFAR-10: ten weight vectors of 3,072 numbers and a bias', () => {
    const model = new SoftmaxRegression({ labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], features: 3072 })
    model.learn(
      Float64Array.from({ length: 3072 }, (_, i) => 1 + (i % 255)),
      3,
    )
    expect(model.labels.length * (model.coefficients(3).values.length + 1)).toBe(30_730)
  })
  test('C 162: what the slide calls softmax of three scores is ln Σ e^s, our logSumExp', () => {
    expect(logSumExp([1, 2, 3])).toBeCloseTo(Math.log(Math.E + Math.E ** 2 + Math.E ** 3), 14)
  })
  test('C 162: it is a soft maximum: from max to max + ln K', () => {
    for (let n = 0; n < 500; n++) {
      const z = normals(5).map((v) => 10 * v)
      expect(logSumExp(z)).toBeGreaterThanOrEqual(Math.max(...z))
      expect(logSumExp(z)).toBeLessThanOrEqual(Math.max(...z) + Math.log(5) + 1e-12)
    }
  })
  test('C 164: and softmax, normalised, goes to one-hot as T → 0, to even shares as T → ∞; the invitation T = 0 is one-hot', () => {
    expect(softmax([1, 3, 2], 1e-3)).toEqual([0, 1, 0])
    expect(softmax([1, 3, 2], 0)).toEqual([0, 1, 0])
    for (const p of softmax([1, 3, 2], 1e9)) expect(p).toBeCloseTo(1 / 3, 8)
  })
  test('C 205: the figure: f[0, s−5] / (f[0, s−5] + f[0, −(s−5)]) with f = max is a step at s = 5', () => {
    const figure = (s: number) => Math.max(0, s - 5) / (Math.max(0, s - 5) + Math.max(0, -(s - 5)))
    expect([1, 4, 6, 9].map(figure)).toEqual([0, 0, 1, 1])
  })
  test('C 205: and with f = logSumExp a smooth one through ½', () => {
    const figure = (s: number) => logSumExp([0, s - 5]) / (logSumExp([0, s - 5]) + logSumExp([0, -(s - 5)]))
    expect(figure(5)).toBe(0.5)
    expect(figure(9)).toBeGreaterThan(0.97)
    expect(figure(1)).toBeLessThan(0.03)
    for (let s = 0; s < 10; s += 0.5) expect(figure(s + 0.5)).toBeGreaterThan(figure(s))
  })
})

describe('cross-entropy', () => {
  test('C 181: of the target (0, 1, 0, 0) it is −ln ŷ₂', () => {
    expect(crossEntropy([0, 1, 0, 0], [0.1, 0.6, 0.2, 0.1])).toBeCloseTo(-Math.log(0.6), 14)
  })
  test('C 182: −ln of the product of the predicted probabilities is the sum of their −ln', () => {
    const p = [0.2, 0.5, 0.9]
    const each = p.map((pk) => crossEntropy([1, 0], [pk, 1 - pk]))
    expect(sum(each)).toBeCloseTo(-Math.log(0.2 * 0.5 * 0.9), 14)
  })
  test('C 186: it is convex where f is linear', () => {
    for (let n = 0; n < 500; n++) {
      const [a, b, t, y] = [normals(4), normals(4), random.next(), n % 4]
      const between = a.map((v, k) => t * v + (1 - t) * b[k]!)
      const chord = t * softmaxLoss.value(a, y) + (1 - t) * softmaxLoss.value(b, y)
      expect(softmaxLoss.value(between, y)).toBeLessThanOrEqual(chord + 1e-12)
    }
  })
  test('C 186: the quadratic cost is not', () => {
    const above = Array.from({ length: 200 }, () => [5 * random.normal(), 5 * random.normal()] as const).filter(
      ([a, b]) =>
        quadraticLoss.value([(a + b) / 2], 1) > (quadraticLoss.value([a], 1) + quadraticLoss.value([b], 1)) / 2 + 1e-9,
    )
    expect(above.length).toBeGreaterThan(10)
  })
})
