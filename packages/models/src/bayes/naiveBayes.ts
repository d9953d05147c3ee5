import type { Label, Vector } from '@rivulet/core'
import { type ExplainOptions, type Explanation, explanation } from '../explanation.ts'
import { BayesRule } from './bayesRule.ts'
import type { Likelihood } from './likelihood.ts'

/**
 * Naive Bayes: counts, and Bayes' rule over them, as if features were independent within a class.
 *
 * P(c | x) ∝ P(c) Π_i P(x_i | c),  P(c) = (n_c + prior) / (n + K prior)
 *
 * Sums of logarithms are compared, so that a product of many small numbers does not underflow. It has no step size: the order of the
 * events does not matter, and two learners that saw different events merge into the one that saw all of them. The
 * concrete learners: {@link MultinomialNaiveBayes}, {@link BernoulliNaiveBayes}, {@link GaussianNaiveBayes}; and, over features
 * by name, {@link CategoricalNaiveBayes}. With `prior: 0`, P(c) is the share of the events that class c had, as in most lectures.
 *
 * @example
 * ```ts
 * import { MultinomialNaiveBayes } from '@rivulet/models'
 *
 * const day = () => new MultinomialNaiveBayes({ labels: ['ham', 'spam'], features: 2 })
 * const [monday, tuesday] = [day(), day()]
 * monday.learn([2, 0], 'ham')
 * tuesday.learn([0, 3], 'spam')
 * monday.merge(tuesday)
 * monday.predict([0, 1]).label // => 'spam'
 * ```
 *
 * @see Maron (1961), Automatic Indexing: An Experimental Inquiry
 */
export class NaiveBayes<const L extends Label = Label> extends BayesRule<Vector, L, Likelihood> {
  /**
   * What each feature adds to a class's log P(c) + log P(x | c), exactly, or to the difference of two classes' (the log-odds).
   * What does not depend on the features that are not 0 is in the bias.
   *
   * @throws InvalidEvent for features that are none
   * @throws RangeError for a label that is not known
   */
  explain(x: Vector, options: ExplainOptions<L> = {}): Explanation<L> {
    const { label = this.predict(x).label as L, against } = options
    this.likelihood.check(x)
    const own = this.#partsOf(label, x)
    if (against === undefined) return explanation(x, { ...options, label }, own.base, own.add)
    const theirs = this.#partsOf(against, x)
    const add = (i: number, value: number): number => own.add(i, value) - theirs.add(i, value)
    return explanation(x, { ...options, label, against }, own.base - theirs.base, add)
  }

  #partsOf(label: L, x: Vector): ReturnType<Likelihood['partsOf']> {
    const { c, logPrior } = this.classOf(label)
    const { base, add } = this.likelihood.partsOf(c, x)
    return { base: logPrior + base, add }
  }
}
