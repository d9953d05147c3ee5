import type { Label } from '@rivulet/core'
import { logisticLoss } from '@rivulet/optim'
import { LinearClassifier } from './linearClassifier.ts'
import { type BinaryOptions, twoLabels } from './twoLabels.ts'

/**
 * Logistic regression: the probability of one of two classes, with bias.
 *
 * P(y = 1) = σ(w·x + b)
 *
 * w ← w + η (y − σ(w·x + b)) x,  y ∈ {0, 1}: the second of the labels is class 1
 *
 * It is the SGD step on the cross-entropy, and {@link SoftmaxRegression} over two classes with w = w₁ − w₀.
 *
 * @example
 * ```ts
 * import { LogisticRegression } from '@rivulet/models'
 *
 * const model = new LogisticRegression({ labels: ['ham', 'spam'], features: 2 })
 * model.learn([1, 0], 'spam', { eta: 1 }) // => Math.LN2
 * model.coefficients('spam') // => { bias: 0.5, indices: [0], values: [0.5] }
 * ```
 *
 * @see Cox (1958), The Regression Analysis of Binary Sequences
 */
export class LogisticRegression<const L extends Label = 0 | 1> extends LinearClassifier<L> {
  /**
   * @param options - `labels` are two, class 0 first; 0 and 1 unless given
   * @throws RangeError for a hyper-parameter that is not as it should be
   */
  constructor(options: BinaryOptions<L> = {}) {
    super(logisticLoss, twoLabels(options))
  }
}
