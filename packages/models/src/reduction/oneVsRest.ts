import { argmax, check, type Label, type Prediction, type Vector } from '@rivulet/core'
import { type Contribution, type ExplainOptions, type Explanation, explanation } from '../explanation.ts'
import { type BinaryLearner, scoreOf } from './binaryLearners.ts'
import type { ReductionOptions } from './options.ts'
import { Reduction, type Scheme } from './reduction.ts'
import { winnerTakes } from './winner.ts'

const oneVsRest: Scheme = {
  name: 'one-vs-rest',
  count: (classes) => classes,
  decide(tickets: readonly Prediction<0 | 1>[]) {
    const shares = tickets.map(({ probabilities }) => probabilities[1] as number)
    return winnerTakes(shares, argmax(tickets.map(scoreOf)), shares.every(Number.isInteger))
  },
  *lessons(k, classes) {
    for (let i = 0; i < classes; i++) yield [i, i === k ? 1 : 0]
  },
}

/** What a learner may have beside what every learner has. */
interface Explains {
  explain(x: Vector, options: ExplainOptions<0 | 1>): Explanation<0 | 1>
}

/** Of two classes each is the rest of the other: one learner tells them apart, and is the binary model itself. */
const oneOfTwo: Scheme = {
  name: 'one-vs-rest of two',
  count: () => 1,
  decide: (tickets: readonly Prediction<0 | 1>[]) => [...(tickets[0] as Prediction<0 | 1>).probabilities],
  *lessons(k) {
    yield [0, k as 0 | 1]
  },
}

/**
 * One-vs-rest (one-vs-all) over any binary learner: K of them, each tells its class from all others; the largest score answers.
 *
 * ŷ = argmax_k z_k,  p_k = P_k(1) / Σ_j P_j(1)
 *
 * The score is the z of a linear model, else the log-odds. Of hard answers, a perceptron's, the largest score gets everything. A class that
 * comes late has a learner that begins then. An event costs K binary steps. Two classes that are declared take one learner: two would
 * learn the same twice, and a perceptron's two part where a score of 0 is "the rest" to both.
 *
 * @example
 * ```ts
 * import { OneVsRest, Perceptron } from '@rivulet/models'
 *
 * const model = new OneVsRest({ labels: ['left', 'mid', 'right'], learner: () => new Perceptron() })
 * for (let i = 0; i < 20; i++) for (const [x, y] of [[-2, 'left'], [0, 'mid'], [2, 'right']] as const) model.learn([x, x * x], y)
 * const answers = [-2, 0, 2].map((x) => model.predict([x, x * x]).label) // => ['left', 'mid', 'right']
 * ```
 *
 * @see Rifkin & Klautau (2004), In Defense of One-Vs-All Classification
 */
export class OneVsRest<X = Vector, const L extends Label = Label> extends Reduction<X, L> {
  readonly #pair: boolean

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: ReductionOptions<X, L>) {
    const pair = options.labels !== 'open' && options.labels.length === 2
    super(pair ? oneOfTwo : oneVsRest, options)
    this.#pair = pair
  }

  /**
   * What each feature adds to the score of a class, as its binary learner explains it; with `against`, to the difference of
   * two classes' scores. Of two declared classes it is always one against the other.
   *
   * @throws RangeError for a label that is not known, or if the binary learners explain nothing
   */
  explain(this: OneVsRest<Vector, L>, x: Vector, options: ExplainOptions<L> = {}): Explanation<L> {
    const { label = this.predict(x).label as L, against } = options
    const own = this.#explained(x, label, options)
    const [first, second] = this.labels
    if (this.#pair) return { ...own, label, against: label === first ? second : first }
    if (against === undefined) return { ...own, label, against }
    const theirs = this.#explained(x, against, options)
    const contributionOf = (parts: readonly Contribution[]): Map<number, number> =>
      new Map(parts.map(({ feature, contribution }) => [feature, contribution]))
    const [mine, other] = [contributionOf(own.contributions), contributionOf(theirs.contributions)]
    return explanation(
      x,
      { ...options, label },
      own.bias - theirs.bias,
      (i) => (mine.get(i) ?? 0) - (other.get(i) ?? 0),
    )
  }

  #explained(this: OneVsRest<Vector, L>, x: Vector, label: L, { names }: ExplainOptions<L>): Explanation<0 | 1> {
    const k = this.labels.indexOf(label)
    check(k >= 0, 'label', 'one of the labels known', label)
    const learner = this.learner(this.#pair ? 0 : k) as BinaryLearner<Vector> & Partial<Explains>
    check(learner.explain !== undefined, 'learner', 'one with explain', 'one without')
    return learner.explain(x, { label: this.#pair && k === 0 ? 0 : 1, ...(names === undefined ? {} : { names }) })
  }
}
