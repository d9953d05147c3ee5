/**
 * Lecture D: Linear classification with softmax, and Kullback-Leibler divergence; the slides name no author. The number is the line in
 * the text of its slides.
 */
import { crossEntropy, entropy, InvalidEvent, klDivergence, Labels, oneHot, Random, softmax } from '@rivulet/core'
import { CrossEntropy, KlDivergence, TargetEntropy } from '@rivulet/metrics'
import { LinearClassifier, LinearRegression, SoftmaxRegression } from '@rivulet/models'
import { squaredLoss } from '@rivulet/optim'
import { describe, expect, test } from 'vitest'

const random = new Random(3)
const normals = (n: number) => Array.from({ length: n }, () => random.normal())
const ANIMALS = ['chicken', 'dog', 'cat'] as const

describe('one-hot vectors', () => {
  test('D 8: chicken, dog, cat are 100, 010, 001, and the order is arbitrary: the same probabilities in another', () => {
    expect(ANIMALS.map((_, k) => oneHot(k, 3).join(''))).toEqual(['100', '010', '001'])
    const [one, other] = [ANIMALS, ['cat', 'chicken', 'dog'] as const].map(
      (labels) => new SoftmaxRegression<string>({ labels, features: 2 }),
    )
    for (let n = 0; n < 100; n++) {
      const [x, y] = [normals(2), ANIMALS[n % 3]!]
      one!.learn(x, y)
      other!.learn(x, y)
    }
    const [p, q] = [one!.predict([1, 1]), other!.predict([1, 1])]
    for (const [k, label] of p.labels.entries()) {
      expect(p.probabilities[k]).toBeCloseTo(q.probabilities[q.labels.indexOf(label)]!, 12)
    }
  })
  test('D 15: a word of 100,000 is a vector with one 1', () => {
    const word = oneHot(99_999, 100_000)
    expect([word.length, word[99_999], word.reduce((a, b) => a + b)]).toEqual([100_000, 1, 1])
  })
  test('D 15: softmax regression over 100,000 declared words takes a step', () => {
    const words = Array.from({ length: 100_000 }, (_, k) => k)
    const model = new SoftmaxRegression<number>({ labels: words, features: 4 })
    expect(model.learn([1, 0, 0, 1], 777)).toBeCloseTo(Math.log(100_000), 9)
    expect(model.predict([1, 0, 0, 1]).label).toBe(777)
  })
  test('D 15: as they come, the 10,001st is refused, with the option that takes more: maxLabels', () => {
    const open = new SoftmaxRegression<number>({ labels: 'open', maxLabels: 3, features: 1 })
    for (const word of [0, 1, 2]) open.learn([1], word)
    expect(() => open.learn([1], 3)).toThrow(
      new InvalidEvent('y should be one of the 3 labels already known (the option maxLabels), but is 3'),
    )
    const [words, more] = [new Labels<number>('open'), new Labels<number>('open', { maxLabels: 100_000 })]
    for (let word = 0; word < 10_000; word++) for (const labels of [words, more]) labels.admit(word)
    expect(() => words.admit(10_000)).toThrow('10000 labels already known (the option maxLabels), but is 10000')
    expect(more.admit(10_000)).toBe(10_000)
  })
  test('D 15: metrics of 100,000 words', () => {
    const words = Array.from({ length: 100_000 }, (_, k) => k)
    const ticket = { label: 0, labels: words, probabilities: words.map(() => 1e-5) }
    for (const metric of [new CrossEntropy<number>(), new KlDivergence<number>()]) {
      metric.update(5, ticket)
      expect(metric.value).toBeCloseTo(Math.log(1e5), 9)
    }
  })
})

describe('from regression to softmax', () => {
  test('D 17: linear regression with several outputs, one for each class', () => {
    const model = new LinearRegression({ outputs: 3, features: 3, eta: 0.2 })
    for (let n = 0; n < 300; n++) model.learn(oneHot(n % 3, 3), [0.2, 0.7, 0.1])
    for (const [c, y] of [0.2, 0.7, 0.1].entries()) expect(model.predict([1, 0, 0]).value[c]).toBeCloseTo(y, 6)
  })
  test('D 20: its outputs are no probabilities; a classifier on squared error is refused, and says what learns numbers', () => {
    const model = new LinearRegression({ outputs: 3, bias: false })
    model.setCoefficients(0, { values: [2] })
    expect(model.predict([1]).value.reduce((a, b) => a + b)).toBe(2)
    expect(softmax(model.predict([1]).value).reduce((a, b) => a + b)).toBeCloseTo(1, 14)
    expect(() => new LinearClassifier(squaredLoss as never, { labels: [0, 1] })).toThrow(
      'LinearRegression learns numbers',
    )
  })
  test('D 46: y = (0, 1, 0), ŷ = (.12, .64, .24): the loss is −ln .64 = .446287, the natural logarithm', () => {
    expect(crossEntropy([0, 1, 0], [0.12, 0.64, 0.24])).toBeCloseTo(0.446287, 6)
  })
  test('D 46: the metric says the same', () => {
    const metric = new CrossEntropy<string>()
    metric.update('dog', { label: 'dog', labels: ANIMALS, probabilities: [0.12, 0.64, 0.24] })
    expect(metric.value).toBeCloseTo(-Math.log(0.64), 14)
  })
})

describe('KL divergence', () => {
  const [p, q] = [
    [0.2, 0.7, 0.1],
    [0.12, 0.64, 0.24],
  ]
  test('D 109: it is not symmetric', () => {
    expect(Math.abs(klDivergence(p!, q!) - klDivergence(q!, p!))).toBeGreaterThan(0.01)
  })
  test('D 110: it is ≥ 0, and 0 for the same distribution', () => {
    for (let n = 0; n < 2000; n++) {
      const [a, b] = [softmax(normals(6).map((z) => 4 * z)), softmax(normals(6).map((z) => 4 * z))]
      expect(klDivergence(a, b)).toBeGreaterThanOrEqual(0)
    }
    expect(klDivergence(p!, p!)).toBe(0)
  })
  test('D 123: it is the cross-entropy less the entropy; so say the running metrics, of targets and labels', () => {
    expect(klDivergence(p!, q!)).toBeCloseTo(crossEntropy(p!, q!) - entropy(p!), 14)
    const metrics = [new CrossEntropy<string>(), new TargetEntropy<string>(), new KlDivergence<string>()] as const
    const ticket = { label: 'dog', labels: ANIMALS, probabilities: q! }
    for (const metric of metrics) {
      metric.update({ labels: ANIMALS, probabilities: p! }, ticket)
      metric.update('cat', ticket)
    }
    const [ce, h, kl] = metrics.map(({ value }) => value)
    expect(ce).toBeCloseTo(h! + kl!, 14)
  })
  test('D 136: of a one-hot label, which has entropy 0, it is the cross-entropy; the metrics agree to the bit', () => {
    expect(entropy([0, 1, 0])).toBe(0)
    expect(klDivergence([0, 1, 0], q!)).toBeCloseTo(crossEntropy([0, 1, 0], q!), 14)
    const [ce, kl] = [new CrossEntropy<string>(), new KlDivergence<string>()]
    for (const metric of [ce, kl]) metric.update('dog', { label: 'dog', labels: ANIMALS, probabilities: q! })
    expect(kl.value).toBe(ce.value)
  })
  test('D 141: any maximum likelihood is least KL, of numbers too: squared error is −log of a Gaussian, up to a constant', () => {
    for (const [y, z] of [
      [0, 0],
      [1.5, -0.5],
      [-2, 1],
    ] as const) {
      const gaussian = (v: number, mean: number) => Math.exp(-((v - mean) ** 2) / 2) / Math.sqrt(2 * Math.PI)
      // ∫ N(v; y, 1) log (N(v; y, 1) / N(v; z, 1)) dv, summed finely.
      let kl = 0
      for (let v = y - 12; v <= y + 12; v += 1e-3) {
        kl += gaussian(v, y) * Math.log(gaussian(v, y) / gaussian(v, z)) * 1e-3
      }
      expect(squaredLoss.value([z], y)).toBeCloseTo(kl, 6)
      expect(squaredLoss.value([z], y)).toBeCloseTo(-Math.log(gaussian(y, z)) - Math.log(2 * Math.PI) / 2, 12)
    }
  })
})
