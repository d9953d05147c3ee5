import { checkOptions, type Label } from '@rivulet/core'
import { Multinomial, type SmoothingOptions } from './multinomial.ts'
import { NaiveBayes } from './naiveBayes.ts'
import type { NaiveBayesOptions } from './naiveBayesOptions.ts'

/**
 * Naive Bayes over counts, as of the words of a text.
 *
 * P(c | x) ∝ P(c) Π_i θ_ci^x_i,  θ_ci = (N_ci + α) / (N_c + α n)
 *
 * N_ci is the sum of feature i over the events of class c, N_c that of all features, n the number of features. With α = 1 it is
 * Laplace's rule of succession: every feature was seen once before it was. It is linear in x.
 *
 * @example
 * ```ts
 * import { MultinomialNaiveBayes } from '@rivulet/models'
 *
 * const model = new MultinomialNaiveBayes({ labels: ['ham', 'spam'], features: 3 })
 * model.learn([2, 1, 0], 'ham')
 * model.learn([0, 1, 3], 'spam')
 * const [ham, spam] = [(3 / 6) * (2 / 6), (1 / 7) * (2 / 7)]
 * model.predict([1, 1, 0]).probabilities // => [ham / (ham + spam), spam / (ham + spam)]
 * ```
 *
 * @see McCallum & Nigam (1998), A Comparison of Event Models for Naive Bayes Text Classification
 */
export class MultinomialNaiveBayes<const L extends Label = Label> extends NaiveBayes<L> {
  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: NaiveBayesOptions<L> & SmoothingOptions) {
    checkOptions<NaiveBayesOptions<L> & SmoothingOptions>('MultinomialNaiveBayes', options, [
      'labels',
      'maxLabels',
      'prior',
      'alpha',
      'features',
    ])
    super((classes) => new Multinomial(classes, options), options)
  }
}
