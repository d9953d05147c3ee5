import { checkNotNegative, checkOptions, checkPositive } from '@rivulet/core'
import { between } from '@rivulet/core/snapshot'
import { constant } from '../schedules/constant.ts'
import { SQUARES } from './ranges.ts'
import type { UpdateRule } from './updateRule.ts'

/** What FTRL-Proximal can be told. */
export interface FtrlOptions {
  /** α > 0, the step size; default 0.1. */
  readonly alpha?: number
  /** β ≥ 0, damps the first steps; default 1. */
  readonly beta?: number
  /** λ₁ ≥ 0: weights that are not worth it are exactly 0; default 0. */
  readonly l1?: number
  /** λ₂ ≥ 0; default 0. */
  readonly l2?: number
}

/**
 * FTRL-Proximal: follow the leader of all past gradients, regularised towards where one has been; with λ₁ > 0 most weights
 * are exactly 0.
 *
 * σ = (√(n + g²) − √n) / α;  z ← z + g − σ w;  n ← n + g²
 *
 * w = 0 if |z| ≤ λ₁, else −(z − sgn(z) λ₁) / ((β + √n)/α + λ₂),  g = (∂ℓ/∂z_k) x
 *
 * With λ₁ = λ₂ = 0 it is gradient descent with the step α / (β + √n) of each weight. A penalty that is subtracted in every
 * step, as in SGD, ends near 0 and almost never at it; here w is computed from sums, so 0 is 0. The bias is penalised too,
 * as in Vowpal Wabbit. Default schedule: η = 1, which multiplies α.
 *
 * One spike of an input stays in n for good, as its square, and every later step of its weight is the shorter: take the inputs through `RobustScaler`, or
 * learn with `AutoClassifier`, which looks out for spikes itself.
 *
 * @throws RangeError for a hyper-parameter that is not as it should be
 *
 * @example
 * ```ts
 * import { ftrlProximal } from '@rivulet/optim'
 *
 * const row = new Float64Array(3)
 * const rule = ftrlProximal({ alpha: 0.1, l1: 1 })
 * rule.step(row, 0, 1, [0.5], 1, 1)
 * row[0] // => 0
 * for (let t = 0; t < 9; t++) rule.step(row, 0, 1, [0.5], 1, 1)
 * row[0]! < 0 // => true
 * ```
 *
 * @see McMahan et al. (2013), Ad Click Prediction: a View from the Trenches
 */
export function ftrlProximal(options: FtrlOptions = {}): UpdateRule {
  checkOptions<FtrlOptions>('ftrlProximal', options, ['alpha', 'beta', 'l1', 'l2'])
  const { alpha = 0.1, beta = 1, l1 = 0, l2 = 0 } = options
  checkPositive('alpha', alpha)
  for (const [name, value] of Object.entries({ beta, l1, l2 })) checkNotNegative(name, value)
  return {
    name: `ftrl proximal(${alpha}, ${beta}, ${l1}, ${l2})`,
    memory: 2,
    ranges: [between(-1e207, 1e207), SQUARES],
    schedule: constant(1),
    step(rows, at, block, gradient, x, eta) {
      const a = alpha * eta
      if (a === 0) return
      for (let k = 0; k < gradient.length; k++) {
        const g = (gradient[k] as number) * x
        const [w, z, n] = [at + k, at + block + k, at + 2 * block + k]
        const weight = rows[w] as number
        const after = (rows[n] as number) + g * g
        const curvature = (beta + Math.sqrt(after)) / a + l2
        // z − σw. Where w is not 0, z follows from it, at the η of now: of another η, or after a penalty, it is not the saved one.
        const past = weight === 0 ? (rows[z] as number) : -weight * curvature - Math.sign(weight) * l1
        const leader = past + g
        rows[n] = after
        rows[z] = leader
        // Curvature is 0 where there is no β, no λ₂ and no gradient yet: nothing says where to go.
        if (curvature === 0) continue
        if (Math.abs(leader) <= l1) rows[w] = 0
        else if (weight * leader < 0) rows[w] = weight - g / curvature
        else rows[w] = (Math.sign(leader) * l1 - leader) / curvature
      }
    },
    reopen(rows, at, block, scores) {
      rows.fill(0, at + 2 * block, at + 2 * block + scores)
    },
  }
}
