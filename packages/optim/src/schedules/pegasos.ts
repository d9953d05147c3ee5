import { checkPositive, type Schedule } from '@rivulet/core'

/**
 * The step size of Pegasos, for a loss with an L2 penalty of strength λ.
 *
 * η(t) = 1 / (λ (t + 1))
 *
 * Robbins–Monro (Σ η = ∞, Σ η² < ∞) holds. It is the optimal order where the penalty makes the loss λ-strongly convex, but
 * for a small λ the first steps are huge: 1/λ.
 *
 * @param lambda - λ > 0, the learner's `l2`
 *
 * @example
 * ```ts
 * import { pegasos } from '@rivulet/optim'
 *
 * pegasos(0.1)(4) // => 2
 * ```
 *
 * @see Shalev-Shwartz, Singer, Srebro & Cotter (2011), Pegasos: Primal Estimated sub-GrAdient SOlver for SVM
 */
export function pegasos(lambda: number): Schedule {
  checkPositive('lambda', lambda)
  return (t) => 1 / (lambda * (t + 1))
}
