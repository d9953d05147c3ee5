import { log, logSumExp, softmax } from '@rivulet/core'
import { checkClass } from './checkLabel.ts'
import { logisticFlow } from './logisticFlow.ts'
import type { ClassificationLoss } from './loss.ts'

/**
 * The log loss of softmax regression: the cross-entropy of the label's one-hot vector from p = softmax(z).
 *
 * ℓ(z, y) = −log p_y = logSumExp(z) − z_y   in nats,  y a class index
 *
 * ∂ℓ/∂z_c = p_c − 1[y = c],  so a step is  w_c ← w_c − η (p_c − 1[y = c]) x
 *
 * With one-hot(argmax z) in place of p the multiclass perceptron returns.
 *
 * @throws RangeError for a y that is no index of a score
 *
 * @example
 * ```ts
 * import { softmaxLoss } from '@rivulet/optim'
 *
 * softmaxLoss.value([0, 0], 1) // => Math.LN2
 * const gradient = [0, 0]
 * softmaxLoss.gradient([0, 0], 1, gradient)
 * gradient // => [0.5, -0.5]
 * ```
 *
 * @see Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export const softmaxLoss: ClassificationLoss = {
  name: 'softmax',
  probabilistic: true,
  scores: (classes) => classes,
  value(z, y) {
    checkClass(y, z.length)
    const smoothMax = logSumExp(z)
    // Infinite scores have no difference, but probabilities.
    if (!Number.isFinite(smoothMax)) return 0 - log(softmax(z)[y] as number)
    return Math.max(0, smoothMax - (z[y] as number))
  },
  gradient(z, y, into) {
    checkClass(y, z.length)
    const p = softmax(z)
    for (let c = 0; c < p.length; c++) into[c] = (p[c] as number) - (c === y ? 1 : 0)
  },
  // One score with the others held still is logistic: p_c = σ(z_c − logSumExp of the others).
  flow: logisticFlow,
  probabilities: (z) => softmax(z),
}
