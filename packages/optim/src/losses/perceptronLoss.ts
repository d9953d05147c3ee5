import type { ClassificationLoss } from './loss.ts'

/**
 * The loss of Rosenblatt's perceptron: how far a mistake lies on the wrong side.
 *
 * ℓ(z, y) = max(0, −y± z),  y ∈ {0, 1}, y± = 2y − 1
 *
 * ∂ℓ/∂z = −y± on a mistake, else 0,  so a step is  w ← w + η y± x
 *
 * The answer is class 1 when z > 0 and class 0 otherwise (the lowest index wins a tie); z = 0 counts as a mistake for class 1 only.
 * A perceptron knows no probabilities: all of it goes to its answer.
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
  value: (z, y) => Math.max(0, y === 1 ? -(z[0] as number) : (z[0] as number)),
  gradient(z, y, into) {
    const answer = (z[0] as number) > 0 ? 1 : 0
    into[0] = answer - y
  },
  probabilities: (z) => ((z[0] as number) > 0 ? [0, 1] : [1, 0]),
}
