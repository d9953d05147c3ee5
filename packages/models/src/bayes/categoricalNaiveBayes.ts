import { checkOptions, type Label } from '@rivulet/core'
import { BayesRule } from './bayesRule.ts'
import { Categorical, type CategoricalOptions } from './categorical.ts'
import { type CategoricalFeatures, pairsOf } from './categoricalFeatures.ts'
import type { NaiveBayesOptions } from './naiveBayesOptions.ts'

/** A class's log P(c) + log P(x | c), taken apart: score = bias + Σ contributions. */
export interface CategoricalExplanation<L extends Label> {
  readonly label: L
  readonly against: L | undefined
  readonly score: number
  /** log P(c), or the difference of two classes'. */
  readonly bias: number
  /** What each feature that was seen adds, the largest in magnitude first. */
  readonly contributions: readonly { readonly feature: string; readonly value: Label; readonly contribution: number }[]
}

/**
 * Naive Bayes over features with any number of values: red, green or blue; small or large.
 *
 * P(c | x) ∝ P(c) Π_k P(x_k | c),  P(x_k = a | c) = (N_cka + α) / (N_ck + α V_k)
 *
 * N_cka events of class c in which feature k had value a, V_k values that feature k has: Laplace's rule with α = 1. Values are declared, or
 * learned as they come; then one that is asked about before it came counts as known, with no event. An event has its features by
 * name, or by position; one that it lacks is no evidence, and N_ck counts the events of class c that had it.
 *
 * @example
 * ```ts
 * import { CategoricalNaiveBayes } from '@rivulet/models'
 *
 * const values = { colour: ['red', 'green', 'blue'], size: ['small', 'large'] }
 * const model = new CategoricalNaiveBayes({ labels: ['apple', 'plum'], values, prior: 0 })
 * model.learn({ colour: 'red', size: 'large' }, 'apple')
 * model.learn({ colour: 'blue', size: 'small' }, 'plum')
 * const [apple, plum] = [(2 / 4) * (2 / 3), (1 / 4) * (1 / 3)]
 * model.predict({ colour: 'red', size: 'large' }).probabilities[0] // => apple / (apple + plum)
 * ```
 *
 * @see Maron (1961), Automatic Indexing: An Experimental Inquiry
 */
export class CategoricalNaiveBayes<const L extends Label = Label> extends BayesRule<
  CategoricalFeatures,
  L,
  Categorical
> {
  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: NaiveBayesOptions<L> & CategoricalOptions) {
    checkOptions<NaiveBayesOptions<L> & CategoricalOptions>('CategoricalNaiveBayes', options, [
      'labels',
      'maxLabels',
      'prior',
      'alpha',
      'values',
      'maxValues',
    ])
    super((classes) => new Categorical(classes, options), options)
  }

  /**
   * What each feature adds to a class's log P(c) + log P(x | c), exactly, or to the difference of two classes' (the log-odds).
   *
   * @throws InvalidEvent for features that are none
   * @throws RangeError for a label that is not known
   */
  explain(
    x: CategoricalFeatures,
    options: { readonly label?: L; readonly against?: L } = {},
  ): CategoricalExplanation<L> {
    const { label = this.predict(x).label as L, against } = options
    this.likelihood.check(x)
    const own = this.classOf(label)
    const theirs = against === undefined ? undefined : this.classOf(against)
    const contributions = pairsOf(x).map(([feature, value]) => {
      const mine = this.likelihood.logOf(feature, value, own.c)
      const contribution = theirs === undefined ? mine : mine - this.likelihood.logOf(feature, value, theirs.c)
      return { feature, value, contribution }
    })
    const bias = own.logPrior - (theirs?.logPrior ?? 0)
    const score = contributions.reduce((sum, { contribution }) => sum + contribution, bias)
    contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    return { label, against, score, bias, contributions }
  }
}
