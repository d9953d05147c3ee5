import { checkOptions, type Label } from '@rivulet/core'
import { Gaussian, type GaussianOptions } from './gaussian.ts'
import { NaiveBayes } from './naiveBayes.ts'
import type { NaiveBayesOptions } from './naiveBayesOptions.ts'

/**
 * Naive Bayes over numbers, each normally distributed within a class.
 *
 * P(c | x) ∝ P(c) Π_i N(x_i; μ_ci, σ²_ci),  σ² = running variance + ε,  ε = varSmoothing · the largest variance of a feature
 *
 * Its regions have curved borders where the variances of the classes differ. Of a class seen once every variance is ε: it is very sure of
 * itself, and wrong.
 *
 * @example
 * ```ts
 * import { GaussianNaiveBayes } from '@rivulet/models'
 *
 * const model = new GaussianNaiveBayes({ labels: ['low', 'high'], features: 1 })
 * for (const x of [1, 2, 3]) model.learn([x], 'low')
 * for (const x of [7, 8, 9]) model.learn([x], 'high')
 * const [p, q] = model.predict([5]).probabilities
 * Math.abs(p! - q!) < 1e-12 // => true
 * ```
 *
 * @see Duda & Hart (1973), Pattern Classification and Scene Analysis, section 2.7
 */
export class GaussianNaiveBayes<const L extends Label = Label> extends NaiveBayes<L> {
  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: NaiveBayesOptions<L> & GaussianOptions) {
    checkOptions<NaiveBayesOptions<L> & GaussianOptions>('GaussianNaiveBayes', options, [
      'labels',
      'maxLabels',
      'prior',
      'features',
      'varSmoothing',
    ])
    super((classes) => new Gaussian(classes, options), options)
  }
}
