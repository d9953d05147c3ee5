import { checkPositive, type Schedule } from '@rivulet/core'
import { logisticLoss } from '../losses/logisticLoss.ts'
import type { Loss } from '../losses/loss.ts'

/**
 * Bottou's schedule, which scikit-learn calls "optimal": 1/t, begun late enough for its first step to be of a typical size.
 *
 * η(t) = 1 / (α (t₀ + t)),  t₀ = 1 / (η_init α),  η_init = w / max(1, |ℓ′(−w)|),  w = √(1/√α)
 *
 * Robbins–Monro (Σ η = ∞, Σ η² < ∞) holds. But with α = 10⁻⁴ it begins at η = 10: the first events throw the weights far
 * out, and the log loss of a progressive run is ruined by it. Use it to compare, not to learn from a stream.
 *
 * @param alpha - α > 0, the strength of the L2 penalty
 * @param loss - a loss of one score, default the logistic; the classifiers' losses have |ℓ′| ≤ 1 and give the same schedule
 *
 * @example
 * ```ts
 * import { bottou } from '@rivulet/optim'
 *
 * bottou(1e-4)(0) // => 10
 * bottou(1e-4)(9000) // => 1
 * ```
 *
 * @see Bottou (2012), Stochastic Gradient Descent Tricks
 */
export function bottou(alpha: number, loss: Loss = logisticLoss): Schedule {
  checkPositive('alpha', alpha)
  const typical = Math.sqrt(1 / Math.sqrt(alpha))
  const slope = [0]
  loss.gradient([-typical], 1, slope)
  const first = typical / Math.max(1, Math.abs(slope[0] as number))
  const t0 = 1 / (first * alpha)
  return (t) => 1 / (alpha * (t0 + t))
}
