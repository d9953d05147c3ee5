import { inverseScaling } from '../schedules/inverseScaling.ts'
import type { UpdateRule } from './updateRule.ts'

/**
 * Stochastic gradient descent: one step down the gradient of one example.
 *
 * w_k ← w_k − η (∂ℓ/∂z_k) x
 *
 * It remembers nothing beside the weights. Default schedule: η(t) = 0.5 / √(t + 1).
 *
 * @example
 * ```ts
 * import { sgd } from '@rivulet/optim'
 *
 * const row = Float64Array.of(1, 1)
 * sgd().step(row, 0, 2, [0.5, -0.5], 2, 0.1)
 * row // => [0.9, 1.1]
 * ```
 *
 * @see Robbins & Monro (1951), A Stochastic Approximation Method
 */
export function sgd(): UpdateRule {
  return RULE
}

/** It has nothing to be told, so one object is enough for all. */
const RULE: UpdateRule = {
  name: 'sgd',
  memory: 0,
  schedule: inverseScaling(0.5),
  kernel: { name: 'axpy' },
  step(rows, at, _block, gradient, x, eta) {
    const a = -eta * x
    for (let k = 0; k < gradient.length; k++) (rows[at + k] as number) += a * (gradient[k] as number)
  },
}
