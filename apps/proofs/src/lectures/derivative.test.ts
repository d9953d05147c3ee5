/**
 * Lecture E: Softmax, Sibt ul Hussain and Saif Ali Kheraj (2019). The number is the line in its text.
 */
import { log, logSumExp, Random, softmax } from '@rivulet/core'
import { SoftmaxRegression, step } from '@rivulet/models'
import { softmaxLoss } from '@rivulet/optim'
import { expect, test } from 'vitest'

const random = new Random(4)
const pixels = Float64Array.from({ length: 3072 }, () => random.next())

function stepped(): { of: (label: number) => readonly number[]; model: SoftmaxRegression<number> } {
  const model = new SoftmaxRegression<number>({ labels: [1, 2, 3], features: 3072, eta: 0.01 })
  const { changes } = step(model, pixels, 1)
  return { of: (label) => changes[label - 1]!.change.values, model }
}

test('E 13: W is 3 × 3073: 3,072 pixels and a bias for each class', () => {
  const { model } = stepped()
  const { values, bias } = model.coefficients(1)
  expect(3 * (values.length + 1)).toBe(3 * 3073)
  expect(bias).not.toBe(0)
})
test('E 21: exponents of large scores overflow; with the largest taken off first they cannot', () => {
  expect(Math.exp(1000)).toBe(Infinity)
  expect(softmax([1000, 0])).toEqual([1, 0])
  expect(softmaxLoss.value([1000, 0], 1)).toBe(1000)
})
test('E 34: a score is a log probability up to a constant, the same for all classes: z_k = log p_k + logSumExp(z)', () => {
  const z = [1, -2, 0.5]
  for (const [k, p] of softmax(z).entries()) {
    expect(log(p) + logSumExp(z)).toBeCloseTo(z[k]!, 14)
    expect(log(p)).not.toBeCloseTo(z[k]!, 1)
  }
})
test('E 39: L = −f_y + log Σ e^f', () => {
  expect(softmaxLoss.value([1, 2, 3], 0)).toBeCloseTo(-1 + Math.log(Math.E + Math.E ** 2 + Math.E ** 3), 14)
})
test('E 42: L2 holds the weights down: each step multiplies them by 1 − ηλ', () => {
  const model = new SoftmaxRegression<number>({ labels: [0, 1], features: 1, bias: false, l2: 0.1, eta: 0.5 })
  model.learn([1], 1)
  const w = model.coefficients(1).values[0]!
  const p = 1 / (1 + Math.exp(-2 * w))
  model.learn([1], 0)
  expect(model.coefficients(1).values[0]).toBeCloseTo(w * (1 - 0.5 * 0.1) - 0.5 * p, 12)
})
test('E 53: ∂L/∂w_1i = −x_i + p₁ x_i of the right class: from 0, −⅔ x', () => {
  const moved = stepped().of(1)
  for (const i of [0, 99, 3071]) expect(moved[i]).toBeCloseTo(-0.01 * (-pixels[i]! + pixels[i]! / 3), 14)
})
test('E 64: ∂L/∂w_2i = p₂ x_i of another: from 0, ⅓ x', () => {
  const moved = stepped().of(2)
  for (const i of [0, 99, 3071]) expect(moved[i]).toBeCloseTo((-0.01 * pixels[i]!) / 3, 14)
})
