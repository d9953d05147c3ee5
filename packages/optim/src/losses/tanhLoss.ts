import { exp, sigmoid, tanh } from '@rivulet/core'
import { checkBinary } from './checkLabel.ts'
import type { ClassificationLoss } from './loss.ts'

/**
 * The loss of the differentiable perceptron: the squared error of tanh z, which is sgn z made smooth.
 *
 * ℓ(z, y) = ½ (y± − tanh z)²,  y ∈ {0, 1}, y± = 2y − 1
 *
 * ∂ℓ/∂z = −(y± − tanh z)(1 − tanh² z),  so a step is  w ← w + η (y± − tanh z)(1 − tanh² z) x
 *
 * 1 − tanh² z is taken as 4e^(−2|z|) / (1 + e^(−2|z|))², which keeps its digits where tanh z is almost ±1. There the gradient
 * dies, on the wrong side too: that of the log loss does not. The probability of class 1 is (1 + tanh z) / 2 = σ(2z).
 *
 * @throws RangeError for a label that is neither 0 nor 1
 *
 * @example
 * ```ts
 * import { tanhLoss } from '@rivulet/optim'
 *
 * tanhLoss.value([0], 1) // => 0.5
 * tanhLoss.probabilities([0]) // => [0.5, 0.5]
 * ```
 *
 * @see Rumelhart, Hinton & Williams (1986), Learning Representations by Back-Propagating Errors
 */
export const tanhLoss: ClassificationLoss = {
  name: 'tanh',
  probabilistic: false,
  scores: () => 1,
  value(z, y) {
    checkBinary(y)
    const error = 2 * y - 1 - tanh(z[0] as number)
    return (error * error) / 2
  },
  gradient(z, y, into) {
    checkBinary(y)
    const e = exp(-2 * Math.abs(z[0] as number))
    const slope = (4 * e) / ((1 + e) * (1 + e))
    into[0] = (tanh(z[0] as number) - (2 * y - 1)) * slope
  },
  probabilities(z) {
    const p = sigmoid(2 * (z[0] as number))
    return [1 - p, p]
  },
}
