/**
 * Lecture A: Softmax, CS440/ECE448 lecture 11, Mark Hasegawa-Johnson. The number is the line in the text of its slides.
 */
import { argmax, oneHot, Random, sigmoid, softmax } from '@rivulet/core'
import { decisionBoundary, LogisticRegression, SoftmaxRegression, step, voronoiCells } from '@rivulet/models'
import { logisticLoss, softmaxLoss } from '@rivulet/optim'
import { describe, expect, test } from 'vitest'
import { inner, slope, sum } from './slopes.ts'

const random = new Random(11)
const normals = (n: number) => Array.from({ length: n }, () => random.normal())

describe('logistic regression, recalled', () => {
  test('A 26: f(x) = σ(x·w), without a bias', () => {
    const model = new LogisticRegression({ features: 2, bias: false })
    model.setCoefficients(1, { values: [0.5, -1] })
    for (const x of [
      [0, 0],
      [1, 1],
      [-2, 3],
    ]) {
      expect(model.predict(x).probabilities[1]).toBeCloseTo(1 / (1 + Math.exp(-inner([0.5, -1], x))), 14)
    }
    for (let i = 0; i < 20; i++) model.learn([1, i], 1)
    expect([model.coefficients(1).bias, model.predict([0, 0]).probabilities[1]]).toEqual([0, 0.5])
  })
  test('A 30: σ(z) = 1 / (1 + e⁻ᶻ)', () => {
    for (const z of [-30, -3, -0.5, 0, 0.5, 3, 30]) expect(sigmoid(z) * (1 + Math.exp(-z))).toBeCloseTo(1, 14)
  })
  test('A 40: the loss is −log σ of an example of class 1, −log(1 − σ) of one of class 0; over both it is a sum', () => {
    expect(logisticLoss.value([2], 1)).toBeCloseTo(-Math.log(sigmoid(2)), 14)
    expect(logisticLoss.value([2], 0)).toBeCloseTo(-Math.log(1 - sigmoid(2)), 14)
    // Misprint: the slide has = between the two sums, as if each were the whole.
    const all = [
      [2, 1],
      [-1, 1],
      [0.5, 0],
    ] as const
    const [ones, zeros] = [1, 0].map((y) => sum(all.filter((e) => e[1] === y).map(([z]) => logisticLoss.value([z], y))))
    expect(ones! + zeros!).toBeCloseTo(sum(all.map(([z, y]) => logisticLoss.value([z], y))), 14)
    expect(ones).not.toBeCloseTo(zeros!, 1)
  })
  test('A 44: σ′ = σ (1 − σ)', () => {
    for (const z of [-3, -1, 0, 0.7, 2]) {
      expect(slope(([w]) => sigmoid(w!), [z], 0)).toBeCloseTo(sigmoid(z) * (1 - sigmoid(z)), 9)
    }
  })
  test('A 49: a batch moves w by η Σ (y − σ) x; ours is the mean, so its η is ours divided by n', () => {
    const X = [
      [1, 2],
      [-1, 0.5],
      [0.3, -2],
    ]
    const Y = [1, 0, 1] as const
    const loss = (w: readonly number[]) => sum(X.map((x, i) => logisticLoss.value([inner(w, x)], Y[i]!)))
    const model = new LogisticRegression({ features: 2, bias: false, eta: 1 })
    model.learnMany(X.map((x, i) => ({ x, y: Y[i]! })))
    for (const i of [0, 1]) expect(model.coefficients(1).values[i]).toBeCloseTo(-slope(loss, [0, 0], i) / 3, 8)
    const lecture = new LogisticRegression({ features: 2, bias: false, eta: 3 })
    lecture.learnMany(X.map((x, i) => ({ x, y: Y[i]! })))
    const byHand = [0, 1].map((i) => sum(X.map((x, n) => (Y[n]! - 0.5) * x[i]!)))
    for (const i of [0, 1]) expect(lecture.coefficients(1).values[i]).toBeCloseTo(byHand[i]!, 12)
  })
  test('A 55: σ is ½ on the line x ⟂ w, above on the side of w, below on the other', () => {
    const w = [2, -1]
    const at = (x: readonly number[]) => sigmoid(inner(w, x))
    expect([at([1, 2]), at([0, 0])]).toEqual([0.5, 0.5])
    expect(at([1.001, 2]) > 0.5 && at([0.999, 2]) < 0.5).toBe(true)
  })
})

describe('many classes', () => {
  test('A 94: the worked example w₁ = (2, 1), w₂ = (1, 2) is put into a model; its boundary is −x₁ + x₂ = 0', () => {
    const model = new SoftmaxRegression({ labels: [1, 2], features: 2, bias: false })
    model.setCoefficients(1, { values: [2, 1] })
    model.setCoefficients(2, { values: [1, 2] })
    expect(decisionBoundary(model.coefficients(2), model.coefficients(1))).toEqual({
      bias: 0,
      indices: [0, 1],
      values: [-1, 1],
    })
    expect(model.predict([0.7, 0.7]).probabilities).toEqual([0.5, 0.5])
  })
  test('A 94: steps from 0 could not lead there: Σ_c w_c stays 0, and the rows of W sum to (3, 3)', () => {
    const model = new SoftmaxRegression({ labels: [1, 2], features: 2, eta: 0.3 })
    for (let i = 0; i < 500; i++) model.learn(normals(2), i % 2 === 0 ? 1 : 2)
    for (const i of [0, 1]) {
      expect(model.coefficients(1).values[i]! + model.coefficients(2).values[i]!).toBeCloseTo(0, 12)
    }
  })
  test('A 109: f(x) is class 1 where w₁·x > w₂·x, class 2 where it is less; argmax takes it from Wx, not from w_k', () => {
    const [w1, w2] = [
      [2, 1],
      [1, 2],
    ]
    for (let n = 0; n < 100; n++) {
      const x = normals(2)
      expect(argmax([inner(w1!, x), inner(w2!, x)])).toBe(inner(w1!, x) > inner(w2!, x) ? 0 : 1)
    }
    // Misprint (A 86): the largest element of a vector w_k is another thing.
    expect([argmax([inner(w1!, [0, 1]), inner(w2!, [0, 1])]), argmax(w1!)]).toEqual([1, 0])
  })
  test('A 126: the boundary of k and l is where (w_k − w_l)·x + b_k − b_l = z_k − z_l is 0', () => {
    const model = learnedInTen()
    const { bias, indices, values } = decisionBoundary(model.coefficients(2), model.coefficients(5))
    for (let n = 0; n < 50; n++) {
      const x = normals(10)
      const z = model.predict(x).beliefs!
      expect(bias + sum(indices.map((i, j) => values[j]! * x[i]!))).toBeCloseTo(z[2]! - z[5]!, 10)
    }
  })
  test('A 135: with w = 2c and b = −‖c‖² a region is a Voronoi cell: the nearest centre is the cell, at 20,000 points', () => {
    const { centres, cells } = twenty()
    let agree = 0
    for (let n = 0; n < 20_000; n++) {
      const p = [random.next(), random.next()] as const
      const nearest = argmax(centres.map(([x, y]) => -((x - p[0]) ** 2 + (y - p[1]) ** 2)))
      if (inside(cells[nearest]!, p)) agree += 1
    }
    expect(agree).toBe(20_000)
  })
  test('A 137: regions are convex, of six learned classes in ten dimensions', () => {
    const model = learnedInTen()
    let pairs = 0
    for (let n = 0; n < 5000; n++) {
      const [p, q, t] = [normals(10), normals(10), random.next()]
      const { label } = model.predict(p)
      if (label !== model.predict(q).label) continue
      pairs += 1
      expect(model.predict(p.map((v, i) => v * t + q[i]! * (1 - t))).label).toBe(label)
    }
    expect(pairs).toBeGreaterThan(500)
  })
  test('A 160: one-hot output: f([0, 1]) = (0, 1), classes counted from 0', () => {
    const W = [
      [2, 1],
      [1, 2],
    ]
    expect(oneHot(argmax(W.map((w) => inner(w, [0, 1]))), 2)).toEqual([0, 1])
  })
  test('A 176: the cells of twenty classes tile the box', () => {
    const area = (cell: readonly (readonly [number, number])[]) =>
      Math.abs(
        sum(cell.map(([x, y], i) => x * cell[(i + 1) % cell.length]![1] - cell[(i + 1) % cell.length]![0] * y)),
      ) / 2
    expect(sum(twenty().cells.map(area))).toBeCloseTo(1, 12)
  })
})

describe('softmax', () => {
  test('A 209: 0 ≤ f_c ≤ 1 and Σ f_c = 1, of 1,000 random score vectors', () => {
    for (let n = 0; n < 1000; n++) {
      const p = softmax(normals(1 + (n % 20)).map((z) => 50 * z))
      expect(p.every((v) => v >= 0 && v <= 1)).toBe(true)
      expect(sum(p)).toBeCloseTo(1, 12)
    }
  })
  test('A 231: softmax([1, 2, 3]) by its definition', () => {
    const all = Math.E + Math.E ** 2 + Math.E ** 3
    for (const [k, p] of softmax([1, 2, 3]).entries()) expect(p).toBeCloseTo(Math.exp(k + 1) / all, 14)
  })
  test('A 269: training makes the mean of L = −ln f_y small: arg min, where the slide has arg max of the same', () => {
    const model = new SoftmaxRegression({ labels: [0, 1], features: 1, eta: 0.1 })
    const { loss, lossAfter } = step(model, [1], 1)
    expect(lossAfter).toBeLessThan(loss)
    // What is to be large is the mean of +ln f_y, a line above on the slide.
    expect(Math.log(model.predict([1]).probabilities[1]!)).toBeGreaterThan(-loss)
  })
  test('A 293: ∂L/∂w_c = (f_c − 1[y = c]) x, twelve weights by central differences', () => {
    const x = [0.7, -1.3, 2]
    const W = normals(12)
    const scores = (w: readonly number[]) => [0, 1, 2, 3].map((c) => inner(w.slice(3 * c, 3 * c + 3), x))
    const p = softmax(scores(W))
    const gradient = [0, 0, 0, 0]
    softmaxLoss.gradient(scores(W), 2, gradient)
    for (let j = 0; j < 12; j++) {
      const c = Math.floor(j / 3)
      const numeric = slope((w) => softmaxLoss.value(scores(w), 2), W, j)
      expect((p[c]! - (c === 2 ? 1 : 0)) * x[j % 3]!).toBeCloseTo(numeric, 8)
      expect(gradient[c]! * x[j % 3]!).toBeCloseTo(numeric, 8)
    }
  })
  test('A 308: a step from 0 with η = .1 on x = (1, 2) of class 1: w_y moves by .1 · ⅔ x, the others by −.1 · ⅓ x', () => {
    const model = new SoftmaxRegression({ labels: [0, 1, 2], features: 2, eta: 0.1 })
    const { changes, error } = step(model, [1, 2], 1)
    expect(error.map((e) => Math.round(3 * e))).toEqual([1, -2, 1])
    for (const [c, factor] of [
      [0, -1 / 3],
      [1, 2 / 3],
      [2, -1 / 3],
    ] as const)
      for (const i of [0, 1]) expect(changes[c]!.change.values[i]).toBeCloseTo(0.1 * factor * [1, 2][i]!, 14)
  })
  test('A 312: for c ≠ y the slide moves w_c by η (0 − f_y) x; down the gradient it is η (0 − f_c) x', () => {
    const model = new SoftmaxRegression({ labels: [0, 1, 2], features: 1, bias: false, eta: 0.1 })
    model.setCoefficients(0, { values: [2] })
    const { p, changes } = step(model, [1], 1)
    for (const c of [0, 2]) {
      expect(changes[c]!.change.values[0]).toBeCloseTo(0.1 * (0 - p[c]!), 14)
      expect(Math.abs(changes[c]!.change.values[0]! - 0.1 * (0 - p[1]!))).toBeGreaterThan(c === 0 ? 0.05 : -1)
    }
    // The moves of the true step sum to 0 over the classes, as probabilities sum to 1; those of the slide do not.
    expect(sum(changes.map(({ change }) => change.values[0] ?? 0))).toBeCloseTo(0, 14)
    expect(0.1 * (1 - p[1]!) + 2 * 0.1 * (0 - p[1]!)).not.toBeCloseTo(0, 3)
  })
})

function learnedInTen(): SoftmaxRegression<number> {
  const model = new SoftmaxRegression<number>({ labels: [0, 1, 2, 3, 4, 5], features: 10, eta: 0.5 })
  for (let i = 0; i < 2000; i++)
    model.learn(
      normals(10).map((v, j) => v + (j === i % 6 ? 2 : 0)),
      i % 6,
    )
  return model
}

function twenty(): { centres: (readonly [number, number])[]; cells: ReturnType<typeof voronoiCells> } {
  const places = new Random(20)
  const centres = Array.from({ length: 20 }, () => [places.next(), places.next()] as const)
  const scores = centres.map(([x, y]) => ({ bias: -x * x - y * y, a: 2 * x, b: 2 * y }))
  return { centres, cells: voronoiCells(scores, { left: 0, right: 1, bottom: 0, top: 1 }) }
}

function inside(cell: readonly (readonly [number, number])[], [x, y]: readonly [number, number]): boolean {
  return (
    cell.length > 2 &&
    cell.every(([px, py], i) => {
      const [qx, qy] = cell[(i + 1) % cell.length]!
      return (qx - px) * (y - py) - (qy - py) * (x - px) >= -1e-12
    })
  )
}
