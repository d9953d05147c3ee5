import { sigmoid } from '@rivulet/core'
import { checkBinary } from './checkLabel.ts'
import type { ClassificationLoss } from './loss.ts'

/**
 * The quadratic cost of logistic regression, which the log loss replaced.
 *
 * ℓ(z, y) = ½ (y − σ(z))²,  y ∈ {0, 1}
 *
 * ∂ℓ/∂z = (σ(z) − y) σ(z) (1 − σ(z))
 *
 * The factor σ(1 − σ) dies when σ saturates on the wrong side: at z = −10 with y = 1 the gradient is −4.5 · 10⁻⁵, that of
 * the log loss −.99995. So what is most wrong learns least. 1 − σ(z) is taken as σ(−z), which keeps its digits.
 *
 * @throws RangeError for a label that is neither 0 nor 1
 *
 * @example
 * ```ts
 * import { quadraticLoss } from '@rivulet/optim'
 *
 * quadraticLoss.value([0], 1) // => 0.125
 * ```
 *
 * @see Solla, Levin & Fleisher (1988), Accelerated Learning in Layered Neural Networks
 */
export const quadraticLoss: ClassificationLoss = {
  name: 'quadratic',
  probabilistic: false,
  scores: () => 1,
  value(z, y) {
    const error = wrongness(z[0] as number, y)
    return (error * error) / 2
  },
  gradient(z, y, into) {
    const error = wrongness(z[0] as number, y)
    into[0] = (y === 1 ? -error : error) * error * (1 - error)
  },
  probabilities(z) {
    const p = sigmoid(z[0] as number)
    return [1 - p, p]
  },
}

/** |y − σ(z)|: the probability of the class that it is not. */
function wrongness(z: number, y: number): number {
  checkBinary(y)
  return sigmoid(y === 1 ? -z : z)
}
