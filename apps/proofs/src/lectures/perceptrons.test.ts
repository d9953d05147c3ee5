/**
 * Lecture B: Wrapping up classification, lecture 18, Mark Hasegawa-Johnson, modified by Julia Hockenmaier (2019). The number is the
 * line in the text of its slides.
 */
import { oneHot, Random, softmax, softmaxJacobian } from '@rivulet/core'
import {
  BernoulliNaiveBayes,
  CategoricalNaiveBayes,
  epochs,
  isSeparable,
  jointFeatureMap,
  LogisticRegression,
  MulticlassPerceptron,
  OneVsOne,
  OneVsRest,
  Perceptron,
  SoftmaxRegression,
  separability,
  step,
  TanhPerceptron,
} from '@rivulet/models'
import { inverseScaling, multiclassPerceptronLoss, softmaxLoss, tanhLoss, temperedSoftmaxLoss } from '@rivulet/optim'
import { describe, expect, test } from 'vitest'
import { inner, slope, sum } from './slopes.ts'

const random = new Random(18)
const normals = (n: number) => Array.from({ length: n }, () => random.normal())
const XOR = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
] as const

describe('batch, minibatch, online', () => {
  test('B 43: a minibatch takes the gradients at the same weights; ours is their mean', () => {
    const model = new SoftmaxRegression({ labels: [0, 1, 2], features: 2, eta: 0.1 })
    model.learnMany([
      { x: [1, 0], y: 0 },
      { x: [0, 1], y: 1 },
    ])
    const { values } = model.coefficients(0)
    expect(values[0]).toBeCloseTo((0.1 * (2 / 3)) / 2, 14)
    expect(values[1]).toBeCloseTo((0.1 * (-1 / 3)) / 2, 14)
  })
  test('B 45: every epoch has another order', () => {
    const orders = [...epochs([1, 2, 3, 4, 5, 6, 7, 8], { seed: 3, batch: 8, epochs: 3 })].map((batch) => batch.join())
    expect(new Set(orders).size).toBe(3)
    for (const order of orders) expect(order.split(',').sort().join()).toBe('1,2,3,4,5,6,7,8')
  })
})

describe('the perceptron', () => {
  test('B 48: w has n + 1 numbers: w₀ is the bias, and it is learned', () => {
    const model = new Perceptron({ labels: [-1, 1], features: 2 })
    model.learn([1, 2], 1)
    const { bias, values } = model.coefficients(1)
    expect([bias, ...values]).toEqual([1, 1, 2])
  })
  test('B 60: right if and only if y f(x) > 0: at f(x) = 0 it is a mistake, of either label', () => {
    for (const y of [-1, 1] as const) {
      const model = new Perceptron({ labels: [-1, 1], features: 2 })
      const { z, changes } = step(model, [1, 2], y)
      expect([z[0], changes[1]!.change]).toEqual([0, { bias: y, indices: [0, 1], values: [y, 2 * y] }])
    }
  })
  test('B 63, B 64: an example is wrong where f has the other sign than y, which the slide’s cases 3 and 4 turn round', () => {
    for (const [y, f, right] of [
      [1, 2, true],
      [-1, -2, true],
      [1, -2, false],
      [-1, 2, false],
    ] as const) {
      const model = new Perceptron({ labels: [-1, 1], features: 1, bias: false })
      model.setCoefficients(1, { values: [f] })
      expect([y * f > 0, step(model, [1], y).changes[1]!.change.values.length === 0]).toEqual([right, right])
    }
  })
  test('B 70: labels are −1 and 1', () => {
    expect(new Perceptron({ labels: [-1, 1] }).labels).toEqual([-1, 1])
  })
  test('B 75: where y = y′ nothing changes', () => {
    const model = new Perceptron({ labels: [-1, 1], features: 2 })
    model.learn([1, 2], 1)
    expect(step(model, [1, 2], 1).changes.map(({ change }) => change.values)).toEqual([[], []])
  })
  test('B 76: else w ← w + η y x: at y = +1', () => {
    const model = new Perceptron({ labels: [-1, 1], features: 2, eta: 0.5 })
    model.learn([1, 2], 1)
    expect(model.coefficients(1)).toEqual({ bias: 0.5, indices: [0, 1], values: [0.5, 1] })
  })
  test('B 95: and at y = −1: w ← w − x', () => {
    const model = new Perceptron({ labels: [-1, 1], features: 2 })
    model.learn([1, 2], 1)
    model.learn([2, 1], -1)
    expect(model.coefficients(1)).toEqual({ bias: 0, indices: [0, 1], values: [-1, 1] })
  })
  test('B 101: on separable data it converges with η = 1, within (R/γ)² mistakes: 50 sets', () => {
    for (let n = 0; n < 50; n++) {
      const d = 2 + (n % 8)
      const w = normals(d + 1)
      const norm = Math.hypot(...w)
      const data: (readonly [number[], 0 | 1])[] = []
      let [margin, reach] = [Infinity, 0]
      while (data.length < 60) {
        const x = normals(d)
        const z = inner(w, [...x, 1]) / norm
        if (Math.abs(z) < 0.05) continue
        margin = Math.min(margin, Math.abs(z))
        reach = Math.max(reach, Math.hypot(...x, 1))
        data.push([x, z > 0 ? 1 : 0])
      }
      const model = new Perceptron({ features: d })
      let mistakes = 0
      for (let wrong = 1; wrong > 0; ) {
        wrong = data.filter(([x, y]) => step(model, x, y).changes[1]!.change.values.length > 0).length
        mistakes += wrong
        expect(mistakes).toBeLessThanOrEqual((reach / margin) ** 2)
      }
      expect(data.every(([x, y]) => model.predict(x).label === y)).toBe(true)
    }
  })
  test('B 103: w comes back: XOR is not separable, and here is the proof', () => {
    const xor = XOR.map(([a, b, y]) => ({ x: [a, b], y }))
    expect(isSeparable(xor)).toBe(false)
    expect(separability(xor)).toMatchObject({ separable: false, proof: [1, 1, 1, 1] })
  })
  test('B 103: w converges: AND is separable, by the w that is given', () => {
    const and = XOR.map(([a, b]) => ({ x: [a, b], y: (a & b) as 0 | 1 }))
    const found = separability(and)
    expect(found.separable).toBe(true)
    if (found.separable !== true) return
    const model = new Perceptron({ features: 2 })
    model.setCoefficients(1, found.coefficients)
    expect(and.every(({ x, y }) => model.predict(x).label === y)).toBe(true)
  })
  test('B 105: η = 1/n of the n-th example', () => {
    for (const n of [1, 2, 3, 10]) expect(inverseScaling(1, 1)(n - 1)).toBe(1 / n)
  })
  test('B 105: on XOR w settles where η goes to 0, and at w = 0; a rate that only falls, .5 + 1/n, cycles with steps of .866', () => {
    const run = (eta: number | ((t: number) => number)) => {
      const model = new Perceptron({ features: 2, eta })
      let longest = 0
      for (let epoch = 0; epoch < 3000; epoch++) {
        longest = 0
        for (const [a, b, y] of XOR) {
          const before = model.coefficients(1)
          model.learn([a, b], y)
          const after = model.coefficients(1)
          const moved = [0, 1].map((i) => after.values[i]! - (before.values[i] ?? 0))
          longest = Math.max(longest, Math.hypot(...moved, after.bias - before.bias))
        }
      }
      const { values, bias } = model.coefficients(1)
      return { size: Math.hypot(...values, bias), longest }
    }
    expect(run(1).longest).toBeCloseTo(Math.sqrt(3), 12)
    const [harmonic, root, half] = [inverseScaling(1, 1), inverseScaling(1), (t: number) => 0.5 + 1 / (t + 1)].map(run)
    expect(harmonic!.longest).toBeLessThan(2e-4)
    expect(harmonic!.size).toBeLessThan(1e-3)
    expect(root!.longest).toBeLessThan(0.02)
    expect(root!.size).toBeLessThan(0.05)
    expect(half!.longest).toBeCloseTo(0.866, 3)
    expect(half!.size).toBeGreaterThan(0.5)
  })
})

describe('many classes by two', () => {
  const learner = () => new Perceptron()
  const labels = (classes: number) => Array.from({ length: classes }, (_, k) => k)
  test('B 113: one-vs-all has K learners', () => {
    for (const classes of [3, 5, 10]) {
      const model = new OneVsRest<number[], number>({ labels: labels(classes), learner })
      expect([model.learner(classes - 1) === undefined, model.learner(classes) === undefined]).toEqual([false, true])
    }
  })
  test('B 113: of two classes the lecture has two; ours has one, for the two always have opposite scores', () => {
    const one = new OneVsRest<number[], number>({ labels: [0, 1], learner })
    expect(one.learner(1)).toBeUndefined()
    const pair = [learner(), learner()]
    for (let n = 0; n < 200; n++) {
      const x = normals(2).map(Math.round)
      const y = (x[0]! + x[1]! > 0 ? 1 : 0) as 0 | 1
      pair[0]!.learn(x, (1 - y) as 0 | 1)
      pair[1]!.learn(x, y)
      one.learn(x, y)
      expect(pair[0]!.predict(x).beliefs![0]! + pair[1]!.predict(x).beliefs![0]!).toBe(0)
      expect(one.learner(0).predict(x).beliefs).toEqual(pair[1]!.predict(x).beliefs)
    }
  })
  test('B 113: the largest score answers', () => {
    const model = new OneVsRest({ labels: ['l', 'm', 'r'], learner })
    for (let n = 0; n < 50; n++) for (const [x, y] of LINE) model.learn([...x], y)
    expect(LINE.map(([x]) => model.predict([...x]).label)).toEqual(['l', 'm', 'r'])
  })
  test('B 117: all-vs-all counts ordered pairs, K(K−1) = 6, 20, 90; ours are half, for a pair turned round votes alike', () => {
    for (const [classes, ordered] of [
      [3, 6],
      [5, 20],
      [10, 90],
    ] as const) {
      const model = new OneVsOne<number[], number>({ labels: labels(classes), learner })
      const count = ordered / 2
      expect([model.learner(count - 1) === undefined, model.learner(count) === undefined]).toEqual([false, true])
    }
    // Each vote once or twice: the same class has the most.
    const votes = [2, 1, 0]
    expect(votes.map((v) => 2 * v).indexOf(4)).toBe(votes.indexOf(2))
  })
  test('B 117: the most votes answer', () => {
    const model = new OneVsOne({ labels: ['l', 'm', 'r'], learner })
    for (let n = 0; n < 50; n++) for (const [x, y] of LINE) model.learn([...x], y)
    expect(LINE.map(([x]) => model.predict([...x]).label)).toEqual(['l', 'm', 'r'])
  })
  test('B 138: F(i, x) = [0, …, 0, x₁ … x_n, 0, …, 0]: x in block i', () => {
    expect(jointFeatureMap(1, [5, 6], 2)).toEqual({ indices: [2, 3], values: [5, 6] })
  })
  test('B 172: c misclassified as a: w_c ← w_c + η x, w_a ← w_a − η x, the others stay; the minus (B 175) is lost on the slide', () => {
    const model = new MulticlassPerceptron({ labels: ['a', 'b', 'c'], features: 2, eta: 0.5 })
    const { changes } = step(model, [1, 2], 'c')
    expect(changes.map(({ change }) => change.values)).toEqual([[-0.5, -1], [], [0.5, 1]])
  })
  test('B 188: class 2 of three is [0, 1, 0]; ours are counted from 0', () => {
    expect(oneHot(2 - 1, 3)).toEqual([0, 1, 0])
  })
})

describe('the differentiable perceptron', () => {
  const lecture = (z: number, y: number) => (y - Math.tanh(z)) ** 2
  test('B 235: Σ (y − tanh z)² of the slide has no ½: it is twice ours', () => {
    for (const z of [-2, 0, 0.4, 3])
      for (const y of [-1, 1]) expect(2 * tanhLoss.value([z], (y + 1) / 2)).toBeCloseTo(lecture(z, y), 12)
  })
  test('B 245: so its η is half of ours: twice our gradient is the slope of the slide’s loss', () => {
    const gradient = [0]
    tanhLoss.gradient([0.4], 1, gradient)
    expect(2 * gradient[0]!).toBeCloseTo(
      slope(([z]) => lecture(z!, 1), [0.4], 0),
      9,
    )
    const model = new TanhPerceptron({ labels: [-1, 1], features: 1, bias: false, eta: 2 * 0.1 })
    model.setCoefficients(1, { values: [0.4] })
    const { change } = step(model, [1], 1).changes[1]!
    expect(change.values[0]).toBeCloseTo(-0.1 * slope(([z]) => lecture(z!, 1), [0.4], 0), 9)
  })
  test('B 248: w ← w − η ∇L goes downhill', () => {
    const model = new TanhPerceptron({ labels: [-1, 1], features: 1, eta: 0.1 })
    const first = model.learn([1], 1)
    for (let n = 0; n < 50; n++) model.learn([1], 1)
    expect(model.loss([1], 1)).toBeLessThan(first / 3)
  })
})

describe('the derivative of softmax', () => {
  const x = [0.5, -2]
  const W = normals(6)
  const scores = (w: readonly number[]) => [0, 1, 2].map((m) => inner(w.slice(2 * m, 2 * m + 2), x))
  test('B 291: ∂ŷ_j/∂w_mk = (ŷ_j − ŷ_j²) x_k for m = j, −ŷ_j ŷ_m x_k for others: 18 entries', () => {
    const [p, jacobian] = [softmax(scores(W)), softmaxJacobian(scores(W))]
    for (const j of [0, 1, 2])
      for (const m of [0, 1, 2])
        for (const k of [0, 1]) {
          const slide = (m === j ? p[j]! - p[j]! ** 2 : -p[j]! * p[m]!) * x[k]!
          expect(jacobian[j]![m]! * x[k]!).toBeCloseTo(slide, 14)
          expect(slope((w) => softmax(scores(w))[j]!, W, 2 * m + k)).toBeCloseTo(slide, 8)
        }
  })
  test('B 394: a score that is too probable, with x > 0, should have a smaller weight; one too improbable a larger', () => {
    const gradient = [0, 0]
    softmaxLoss.gradient([2, 0], 1, gradient)
    expect(gradient[0]! > 0 && gradient[1]! < 0).toBe(true)
  })
  test('B 553: (1/ŷ_y) ∂ŷ_y/∂z_m = y_m − ŷ_m', () => {
    const [p, jacobian] = [softmax(scores(W)), softmaxJacobian(scores(W))]
    for (const m of [0, 1, 2]) expect(jacobian[1]![m]! / p[1]!).toBeCloseTo((m === 1 ? 1 : 0) - p[m]!, 12)
  })
})

describe('the algorithms, side by side', () => {
  test('B 403: Laplace: (3 + 1) / (7 + 2), of a feature with two values; the class’s share is unsmoothed: prior 0', () => {
    const model = new BernoulliNaiveBayes({ labels: ['j', 'k'], features: 1, prior: 0 })
    for (let i = 0; i < 7; i++) model.learn([i < 3 ? 1 : 0], 'j')
    model.learn([0], 'k')
    const [j, k] = [(7 / 8) * (4 / 9), (1 / 8) * (1 / 3)]
    expect(model.predict([1]).probabilities[0]).toBeCloseTo(j / (j + k), 12)
  })
  test('B 403: of features with three and with two values: P(a | red, s) = .7431', () => {
    const tokens = 'red s a,red l a,green s a,blue l b,blue l b,green l b,red l b,blue l b,green s b,blue l b'
    const model = new CategoricalNaiveBayes({ labels: ['a', 'b'], prior: 0 })
    for (const [colour, size, y] of tokens.split(',').map((token) => token.split(' '))) {
      model.learn({ colour, size }, y as 'a' | 'b')
    }
    const [a, b] = [(3 / 10) * (3 / 6) * (3 / 5), (7 / 10) * (2 / 10) * (2 / 9)]
    const { probabilities } = model.predict({ colour: 'red', size: 's' })
    expect(probabilities[0]).toBeCloseTo(a / (a + b), 12)
    expect(probabilities[0]).toBeCloseTo(0.7431, 4)
  })
  test('B 425: with one-hot(argmax) for ŷ, ŷ − y is ∓1, where the slide has ∓2', () => {
    const gradient = [0, 0, 0]
    multiclassPerceptronLoss.gradient([3, 1, 0], 1, gradient)
    expect(gradient).toEqual([1, -1, 0])
    expect(oneHot(0, 3).map((p, c) => p - oneHot(1, 3)[c]!)).toEqual([1, -1, 0])
  })
  test('B 427: over two classes the multiclass perceptron is the perceptron', () => {
    const [many, two] = [
      new MulticlassPerceptron({ labels: [-1, 1], features: 2 }),
      new Perceptron({ labels: [-1, 1], features: 2 }),
    ]
    for (let n = 0; n < 500; n++) {
      const x = normals(2)
      const y = x[0]! + 0.5 * random.normal() > 0 ? 1 : -1
      many.learn(x, y)
      two.learn(x, y)
      expect(many.predict(x).label).toBe(two.predict(x).label)
    }
    expect(many.coefficients(1)).toEqual(two.coefficients(1))
  })
  test('B 433: and softmax as T → 0 gives the perceptron’s step, once, not “multiplied by 2”', () => {
    const [cold, hard] = [
      [0, 0, 0],
      [0, 0, 0],
    ]
    temperedSoftmaxLoss(1e-4).gradient([1, 3, 2], 0, cold!)
    multiclassPerceptronLoss.gradient([1, 3, 2], 0, hard!)
    expect(cold).toEqual(hard)
    expect(sum(hard!.map(Math.abs))).toBe(2)
  })
  test('logistic regression is not the differentiable perceptron, as the slide (B 218) says: its loss is another', () => {
    const [logistic, tanh] = [
      new LogisticRegression({ labels: [-1, 1], features: 1, eta: 1 }),
      new TanhPerceptron({ labels: [-1, 1], features: 1, eta: 1 }),
    ]
    expect(step(logistic, [1], 1).changes[1]!.change.bias).toBe(0.5)
    expect(step(tanh, [1], 1).changes[1]!.change.bias).toBe(1)
  })
})

const LINE = [
  [[-2, 4], 'l'],
  [[0, 0], 'm'],
  [[2, 4], 'r'],
] as const
