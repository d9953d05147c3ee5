import type { Label } from '@rivulet/core'
import { perceptronLoss } from '@rivulet/optim'
import { LinearClassifier } from './linearClassifier.ts'
import { type BinaryOptions, twoLabels } from './twoLabels.ts'

/**
 * Rosenblatt's perceptron: learns from its mistakes alone.
 *
 * ŷ = sgn(w·x + b);  on a mistake, y± (w·x + b) ≤ 0,  w ← w + η y± x,  y± ∈ {−1, +1}: the second of the labels is +1
 *
 * On separable data it makes at most (R/γ)² mistakes, whatever their order, with any constant η; hence η = 1 by default.
 * On other data it settles only with a decaying η. Its answer gets probability 1. A score
 * of 0 is answered with the first label, and is a mistake for both: an example is right only on its own side.
 *
 * @example
 * ```ts
 * import { Perceptron } from '@rivulet/models'
 *
 * const and = new Perceptron({ features: 2 })
 * for (let epoch = 0; epoch < 10; epoch++) {
 *   for (const [a, b] of [[0, 0], [0, 1], [1, 0], [1, 1]] as const) and.learn([a, b], a && b)
 * }
 * [and.predict([1, 1]).label, and.predict([1, 0]).label] // => [1, 0]
 * ```
 *
 * @see Rosenblatt (1958), The Perceptron: A Probabilistic Model for Information Storage and Organization in the Brain
 * @see Novikoff (1962), On Convergence Proofs for Perceptrons
 */
export class Perceptron<const L extends Label = 0 | 1> extends LinearClassifier<L> {
  /**
   * @param options - `labels` are two, the negative first; 0 and 1 unless given
   * @throws RangeError for a hyper-parameter that is not as it should be
   */
  constructor(options: BinaryOptions<L> = {}) {
    super(perceptronLoss, { eta: 1, ...twoLabels(options) })
  }
}
