import type { Label } from '@rivulet/core'
import { multiclassPerceptronLoss } from '@rivulet/optim'
import { LinearClassifier } from './linearClassifier.ts'
import type { LinearOptions } from './linearOptions.ts'

/**
 * The perceptron over K classes: one weight vector each, the largest score answers.
 *
 * ŷ = argmax_c w_c·x + b_c;  on a mistake  w_y ← w_y + η x,  w_ŷ ← w_ŷ − η x
 *
 * Over two classes it is the binary {@link Perceptron}; with one-hot(argmax) in place of p, softmax regression becomes it.
 * η = 1 by default. A tie is answered with the class that comes first, and is a mistake for all: w_ŷ is then the first of the others.
 *
 * @example
 * ```ts
 * import { MulticlassPerceptron } from '@rivulet/models'
 *
 * const model = new MulticlassPerceptron({ labels: 'open' })
 * model.learn([1, 0], 'left')
 * model.learn([0, 1], 'right')
 * model.predict([0, 1]).label // => 'right'
 * ```
 *
 * @see Duda & Hart (1973), Pattern Classification and Scene Analysis, section 5.12
 * @see Crammer & Singer (2003), Ultraconservative Online Algorithms for Multiclass Problems
 */
export class MulticlassPerceptron<const L extends Label = Label> extends LinearClassifier<L> {
  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: LinearOptions<L>) {
    super(multiclassPerceptronLoss, { eta: 1, ...options })
  }
}
