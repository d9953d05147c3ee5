import type { Label } from '@rivulet/core'
import { tanhLoss } from '@rivulet/optim'
import { LinearClassifier } from './linearClassifier.ts'
import { type BinaryOptions, twoLabels } from './twoLabels.ts'

/**
 * The differentiable perceptron: sgn made smooth by tanh, so that there is a gradient to go down.
 *
 * ŷ = sgn tanh(w·x + b) ;  w ← w + η (y± − tanh z)(1 − tanh² z) x,  y± ∈ {−1, +1}: the second of the labels is +1
 *
 * It is the gradient step on ½ (y± − tanh z)². Unlike Rosenblatt's it also learns from right answers; unlike logistic
 * regression's, its step dies where it is surely wrong.
 *
 * @example
 * ```ts
 * import { TanhPerceptron } from '@rivulet/models'
 *
 * const model = new TanhPerceptron({ labels: ['no', 'yes'] })
 * model.learn([1], 'yes', { eta: 1 }) // => 0.5
 * model.coefficients('yes') // => { bias: 1, indices: [0], values: [1] }
 * ```
 *
 * @see Rumelhart, Hinton & Williams (1986), Learning Representations by Back-Propagating Errors
 */
export class TanhPerceptron<const L extends Label = 0 | 1> extends LinearClassifier<L> {
  /**
   * @param options - `labels` are two, the negative first; 0 and 1 unless given
   * @throws RangeError for a hyper-parameter that is not as it should be
   */
  constructor(options: BinaryOptions<L> = {}) {
    super(tanhLoss, twoLabels(options))
  }
}
