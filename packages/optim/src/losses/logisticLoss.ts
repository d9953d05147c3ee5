import { logSigmoid, sigmoid } from '@rivulet/core'
import { checkBinary } from './checkLabel.ts'
import { logisticFlow } from './logisticFlow.ts'
import type { ClassificationLoss } from './loss.ts'

/**
 * The log loss of logistic regression: the cross-entropy of y ∈ {0, 1} from p = σ(z).
 *
 * ℓ(z, y) = −y log σ(z) − (1 − y) log σ(−z)   in nats,  y ∈ {0, 1}
 *
 * ∂ℓ/∂z = σ(z) − y,  so a step is  w ← w + η (y − σ(z)) x
 *
 * log(1 − σ(z)) is taken as log σ(−z): it keeps its digits where σ(z) is almost 1. The gradient does not die when σ
 * saturates on the wrong side, as that of (y − σ(z))² does.
 *
 * @throws RangeError for a label that is neither 0 nor 1
 *
 * @example
 * ```ts
 * import { logisticLoss } from '@rivulet/optim'
 *
 * logisticLoss.value([0], 1) // => Math.LN2
 * logisticLoss.probabilities([0]) // => [0.5, 0.5]
 * ```
 *
 * @see Cox (1958), The Regression Analysis of Binary Sequences
 */
export const logisticLoss: ClassificationLoss = {
  name: 'logistic',
  probabilistic: true,
  scores: () => 1,
  value(z, y) {
    checkBinary(y)
    return 0 - (y === 1 ? logSigmoid(z[0] as number) : logSigmoid(-(z[0] as number)))
  },
  gradient(z, y, into) {
    checkBinary(y)
    into[0] = sigmoid(z[0] as number) - y
  },
  flow: logisticFlow,
  probabilities(z) {
    const p = sigmoid(z[0] as number)
    return [1 - p, p]
  },
}
