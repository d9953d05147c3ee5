import { check } from '@rivulet/core'
import { type Coefficients, Perceptron } from '@rivulet/models'
import type { PlaneExample } from '../plane/planeExample.ts'

/** What the perceptron did on its way: its weights after each mistake, and how many mistakes each epoch had. */
export interface PerceptronPath {
  readonly weights: readonly Coefficients[]
  readonly mistakes: readonly number[]
}

/** Runs the perceptron over examples until an epoch has no mistake, or for so many epochs; `eta` is η of the t-th event, from 0. */
export function perceptronPath(
  examples: readonly PlaneExample<0 | 1>[],
  epochs: number,
  eta: (t: number) => number,
): PerceptronPath {
  check(Number.isInteger(epochs) && epochs >= 1, 'epochs', 'a whole number ≥ 1', epochs)
  const model = new Perceptron({ features: 2, eta })
  const weights = [model.coefficients(1)]
  const mistakes: number[] = []
  for (let epoch = 0; epoch < epochs && mistakes.at(-1) !== 0; epoch++) {
    let count = 0
    for (const { x, y } of examples) {
      model.learn(x, y)
      const after = model.coefficients(1)
      if (same(weights.at(-1) as Coefficients, after)) continue
      weights.push(after)
      count++
    }
    mistakes.push(count)
  }
  return { weights, mistakes }
}

function same(a: Coefficients, b: Coefficients): boolean {
  return a.bias === b.bias && a.values.length === b.values.length && a.values.every((value, i) => value === b.values[i])
}
