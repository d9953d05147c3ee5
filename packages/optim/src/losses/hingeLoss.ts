import { checkBinary } from './checkLabel.ts'
import type { ClassificationLoss } from './loss.ts'

/**
 * How far an example is from being right by a margin of 1.
 *
 * ℓ(z, y) = max(0, 1 − y± z),  y ∈ {0, 1}, y± = 2y − 1
 *
 * ∂ℓ/∂z = −y± where ℓ > 0, else 0
 *
 * It knows no probabilities: all of it goes to the answer, class 1 when z > 0 and class 0 otherwise.
 *
 * @throws RangeError for a label that is neither 0 nor 1
 *
 * @example
 * ```ts
 * import { hingeLoss } from '@rivulet/optim'
 *
 * hingeLoss.value([0.25], 1) // => 0.75
 * hingeLoss.value([2], 1) // => 0
 * ```
 *
 * @see Cortes & Vapnik (1995), Support-Vector Networks
 */
export const hingeLoss: ClassificationLoss = {
  name: 'hinge',
  probabilistic: false,
  scores: () => 1,
  value(z, y) {
    checkBinary(y)
    return Math.max(0, 1 - (y === 1 ? 1 : -1) * (z[0] as number))
  },
  gradient(z, y, into) {
    checkBinary(y)
    const sign = y === 1 ? 1 : -1
    into[0] = 1 - sign * (z[0] as number) > 0 ? -sign : 0
  },
  probabilities: (z) => ((z[0] as number) > 0 ? [0, 1] : [1, 0]),
}
