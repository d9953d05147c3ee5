import { checkBinary } from './checkLabel.ts'
import type { ClassificationLoss } from './loss.ts'

/**
 * The loss of Rosenblatt's perceptron: how far a mistake lies on the wrong side.
 *
 * ℓ(z, y) = max(0, −y± z),  y ∈ {0, 1}, y± = 2y − 1
 *
 * ∂ℓ/∂z = −y± on a mistake, y± z ≤ 0, else 0,  so a step is  w ← w + η y± x
 *
 * z = 0 is on neither side, and a mistake for both classes; at this kink −y± is one of the loss's slopes. Asked, it answers class 1
 * when z > 0 and class 0 otherwise. A perceptron knows no probabilities: all of it goes to its answer.
 *
 * @throws RangeError for a label that is neither 0 nor 1
 *
 * @example
 * ```ts
 * import { perceptronLoss } from '@rivulet/optim'
 *
 * perceptronLoss.value([-2], 1) // => 2
 * perceptronLoss.probabilities([-2]) // => [1, 0]
 * ```
 *
 * @see Rosenblatt (1958), The Perceptron: A Probabilistic Model for Information Storage and Organization in the Brain
 */
export const perceptronLoss: ClassificationLoss = {
  name: 'perceptron',
  probabilistic: false,
  scores: () => 1,
  value(z, y) {
    checkBinary(y)
    return Math.max(0, y === 1 ? -(z[0] as number) : (z[0] as number))
  },
  gradient(z, y, into) {
    checkBinary(y)
    const sign = y === 1 ? 1 : -1
    into[0] = sign * (z[0] as number) > 0 ? 0 : -sign
  },
  probabilities: (z) => ((z[0] as number) > 0 ? [0, 1] : [1, 0]),
}
