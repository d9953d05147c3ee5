import { checkOptions, type Label } from '@rivulet/core'
import { Bernoulli } from './bernoulli.ts'
import type { SmoothingOptions } from './multinomial.ts'
import { NaiveBayes } from './naiveBayes.ts'
import type { NaiveBayesOptions } from './naiveBayesOptions.ts'

/**
 * Naive Bayes over features that are there (x_i > 0) or not.
 *
 * P(c | x) ∝ P(c) Π_{x_i > 0} θ_ci Π_{others} (1 − θ_ci),  θ_ci = (N_ci + α) / (N_c + 2α)
 *
 * N_c events of class c, N_ci of them with feature i. The lecture's rule with its table: (count + 1) / (count_c + number of values).
 *
 * @example
 * ```ts
 * import { BernoulliNaiveBayes } from '@rivulet/models'
 *
 * const model = new BernoulliNaiveBayes({ labels: ['stay', 'play'], features: 2 })
 * model.learn([1, 0], 'stay')
 * model.learn([0, 1], 'play')
 * const [stay, play] = [(2 / 3) * (2 / 3), (1 / 3) * (1 / 3)]
 * model.predict([1, 0]).probabilities // => [stay / (stay + play), play / (stay + play)]
 * ```
 *
 * @see McCallum & Nigam (1998), A Comparison of Event Models for Naive Bayes Text Classification
 */
export class BernoulliNaiveBayes<const L extends Label = Label> extends NaiveBayes<L> {
  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: NaiveBayesOptions<L> & SmoothingOptions) {
    checkOptions<NaiveBayesOptions<L> & SmoothingOptions>('BernoulliNaiveBayes', options, [
      'labels',
      'maxLabels',
      'prior',
      'alpha',
      'features',
    ])
    super((classes) => new Bernoulli(classes, options), options)
  }
}
