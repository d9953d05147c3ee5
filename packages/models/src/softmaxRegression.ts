import type { Label } from '@rivulet/core'
import { softmaxLoss } from '@rivulet/optim'
import { LinearClassifier } from './linearClassifier.ts'
import type { LinearOptions } from './linearOptions.ts'

/**
 * Softmax regression (multinomial logistic regression): one weight vector per class, with bias.
 *
 * p = softmax(Wx + b)
 *
 * w_c ← w_c − η (p_c − 1[y = c]) x
 *
 * It is the SGD step on the cross-entropy −log p_y. Over two classes it is {@link LogisticRegression} with w = w₁ − w₀.
 *
 * @example
 * ```ts
 * import { SoftmaxRegression } from '@rivulet/models'
 *
 * const model = new SoftmaxRegression({ labels: ['red', 'green', 'blue'] })
 * const x = { indices: [7], values: [1] }
 * model.predict(x).probabilities // => [1 / 3, 1 / 3, 1 / 3]
 * for (let i = 0; i < 10; i++) model.learn(x, 'green')
 * model.predict(x).label // => 'green'
 * ```
 *
 * @see Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs
 * @see Bishop (2006), Pattern Recognition and Machine Learning, section 4.3.4
 */
export class SoftmaxRegression<const L extends Label = Label> extends LinearClassifier<L> {
  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: LinearOptions<L>) {
    super(softmaxLoss, options)
  }
}
