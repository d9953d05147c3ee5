import { checkOptions, checkPositive } from '@rivulet/core'
import { constant } from '../schedules/constant.ts'
import { SQUARES } from './ranges.ts'
import type { UpdateRule } from './updateRule.ts'

/** What AdaGrad can be told. */
export interface AdagradOptions {
  /** ε > 0, keeps the first division finite; default 10⁻⁸. */
  readonly epsilon?: number
}

/**
 * AdaGrad: a step size for every weight, which falls as its own gradients add up. Rare features keep long steps.
 *
 * G ← G + g²;  w ← w − η g / √(G + ε),  g = (∂ℓ/∂z_k) x
 *
 * G is the sum with the gradient of now in it, so no step is longer than η; ε keeps 0/0 from a gradient that is 0.
 * It is not scale-free: the weight of a feature of size 1000 has to be small, but its steps are as long as any.
 * One spike of an input stays in G for good, as its square, and every later step of its weight is the shorter: take the inputs through `RobustScaler`, or
 * learn with `AutoClassifier`, which looks out for spikes itself.
 * Default schedule: η = 0.1, constant, for the rule decays by itself.
 *
 * @param options - ε
 * @throws RangeError for an ε that is not above 0
 *
 * @example
 * ```ts
 * import { adagrad } from '@rivulet/optim'
 *
 * const row = new Float64Array(2)
 * adagrad().step(row, 0, 1, [0.25], 100, 0.1)
 * row[0]!.toFixed(6) // => '-0.100000'
 * row[1] // => 625
 * ```
 *
 * @see Duchi, Hazan & Singer (2011), Adaptive Subgradient Methods for Online Learning and Stochastic Optimization
 */
export function adagrad(options: AdagradOptions = {}): UpdateRule {
  checkOptions<AdagradOptions>('adagrad', options, ['epsilon'])
  const { epsilon = 1e-8 } = options
  checkPositive('epsilon', epsilon)
  return {
    name: `adagrad(${epsilon})`,
    memory: 1,
    ranges: [SQUARES],
    schedule: constant(0.1),
    kernel: { name: 'adagrad', epsilon },
    step(rows, at, block, gradient, x, eta) {
      for (let k = 0; k < gradient.length; k++) {
        const g = (gradient[k] as number) * x
        const sum = (rows[at + block + k] as number) + g * g
        rows[at + block + k] = sum
        ;(rows[at + k] as number) -= (eta * g) / Math.sqrt(sum + epsilon)
      }
    },
    reopen(rows, at, block, scores) {
      rows.fill(0, at + block, at + block + scores)
    },
  }
}
