import type { LearnOptions, Prediction, SnapshotReader, SnapshotWriter, Vector } from '@rivulet/core'
import { argmax, check, type Label, Labels, type Learner, log, logLoss, softmax } from '@rivulet/core'
import { InvalidSnapshot, readArray, readCount, readExpected } from '@rivulet/core/snapshot'
import { checkStep } from '../checkStep.ts'
import { checkLabels } from '../example.ts'
import { type ExplainOptions, type Explanation, explanation } from '../explanation.ts'
import { unseenShare } from '../unseen.ts'
import type { Likelihood } from './likelihood.ts'
import type { NaiveBayesOptions } from './naiveBayesOptions.ts'

/**
 * Naive Bayes: counts, and Bayes' rule over them, as if features were independent within a class.
 *
 * P(c | x) ∝ P(c) Π_i P(x_i | c),  P(c) = (n_c + prior) / (n + K prior)
 *
 * Sums of logarithms are compared, so that a product of many small numbers does not underflow. It has no step size: the order of the
 * events does not matter, and two learners that saw different events merge into the one that saw all of them. The
 * concrete learners: {@link MultinomialNaiveBayes}, {@link BernoulliNaiveBayes}, {@link GaussianNaiveBayes}.
 *
 * @example
 * ```ts
 * import { MultinomialNaiveBayes } from '@rivulet/models'
 *
 * const [monday, tuesday] = [1, 2].map(() => new MultinomialNaiveBayes({ labels: ['ham', 'spam'], features: 2 }))
 * monday.learn([2, 0], 'ham')
 * tuesday.learn([0, 3], 'spam')
 * monday.merge(tuesday)
 * monday.predict([0, 1]).label // => 'spam'
 * ```
 *
 * @see Maron (1961), Automatic Indexing: An Experimental Inquiry
 */
export class NaiveBayes<const L extends Label = Label> implements Learner<Vector, L> {
  readonly #create: (classes: number) => Likelihood
  readonly #prior: number
  #labels: Labels<L>
  #likelihood: Likelihood
  /** n_c. */
  #counts: Float64Array
  #t = 0

  /**
   * @param create - a likelihood for so many classes that has counted nothing
   * @throws RangeError for a hyper-parameter that is not as it should be
   */
  constructor(create: (classes: number) => Likelihood, { labels, maxLabels, prior = 1 }: NaiveBayesOptions<L>) {
    check(prior >= 0 && prior < Infinity, 'prior', '≥ 0', prior)
    this.#create = create
    this.#prior = prior
    this.#labels = new Labels(labels, maxLabels)
    this.#likelihood = create(this.#labels.size)
    this.#counts = new Float64Array(this.#labels.size)
  }

  /** Events learned. */
  get t(): number {
    return this.#t
  }

  /** The classes known so far. */
  get labels(): readonly L[] {
    return this.#labels.list
  }

  /**
   * The probabilities of the classes.
   *
   * @throws InvalidEvent for features that are none
   */
  predict(x: Vector): Prediction<L> {
    this.#likelihood.check(x)
    const z = new Float64Array(this.#labels.size)
    const n = this.#total()
    for (let c = 0; c < z.length; c++) z[c] = this.#logPrior(c, n)
    this.#likelihood.addLog(x, z)
    const probabilities = softmax(z)
    const labels = this.#labels.list
    const label = labels[argmax(probabilities)]
    const unseen = unseenShare(this.#labels, this.#t)
    return unseen > 0 ? { label, labels, probabilities, unseen } : { label, labels, probabilities }
  }

  /**
   * Counts one example, `weight` times; counting has no step size, so `eta` changes nothing.
   *
   * @returns the log loss of the ticket if there is one, else of today's prediction, in nats
   * @throws InvalidEvent for features, a label or a weight that are none, before anything changes
   */
  learn(x: Vector, y: L, { eta = 0, weight = 1, ticket }: LearnOptions<L> = {}): number {
    this.#likelihood.check(x)
    this.#labels.check(y)
    checkStep(eta, weight)
    const loss = logLoss(ticket ?? this.predict(x), y)
    const c = this.#labels.admit(y)
    this.#grow()
    if (weight > 0) {
      ;(this.#counts[c] as number) += weight
      this.#likelihood.count(x, c, weight)
    }
    this.#t += 1
    return loss
  }

  /**
   * Takes over what another learner, constructed alike, has counted: afterwards this is the learner that saw the events of
   * both. It is exact where the counts are: for whole numbers, and otherwise up to rounding. The other stays as it is.
   *
   * @throws RangeError for a learner that was not constructed alike, before anything changes
   * @throws InvalidEvent if the labels of both are more than the cap
   */
  merge(other: NaiveBayes<L>): void {
    check(other !== (this as NaiveBayes<L>), 'other', 'another learner', 'this one')
    check(other.#kind() === this.#kind(), 'other', this.#kind(), other.#kind())
    checkLabels(other.labels, this.#labels)
    const classes = other.labels.map((y) => this.#labels.admit(y))
    this.#grow()
    for (const [c, to] of classes.entries()) (this.#counts[to] as number) += other.#counts[c] as number
    this.#likelihood.merge(other.#likelihood, classes)
    this.#t += other.#t
  }

  /**
   * What each feature adds to a class's log P(c) + log P(x | c), exactly, or to the difference of two classes' (the log-odds).
   * What does not depend on the features that are not 0 is in the bias.
   *
   * @throws InvalidEvent for features that are none
   * @throws RangeError for a label that is not known
   */
  explain(x: Vector, options: ExplainOptions<L> = {}): Explanation<L> {
    const { label = this.predict(x).label as L, against } = options
    this.#likelihood.check(x)
    const own = this.#partsOf(label, x)
    if (against === undefined) return explanation(x, { ...options, label }, own.base, own.add)
    const theirs = this.#partsOf(against, x)
    const add = (i: number, value: number): number => own.add(i, value) - theirs.add(i, value)
    return explanation(x, { ...options, label, against }, own.base - theirs.base, add)
  }

  #partsOf(label: L, x: Vector): ReturnType<Likelihood['partsOf']> {
    const c = this.#labels.indexOf(label)
    check(c >= 0, 'label', 'one of the labels known', label)
    const { base, add } = this.#likelihood.partsOf(c, x)
    return { base: this.#logPrior(c, this.#total()) + base, add }
  }

  /** log P(c); before anything is counted without pseudo-counts, all classes are alike. */
  #logPrior(c: number, n: number): number {
    return n > 0 ? log(((this.#counts[c] as number) + this.#prior) / n) : 0
  }

  #total(): number {
    return this.#counts.reduce((sum, count) => sum + count + this.#prior, 0)
  }

  #grow(): void {
    if (this.#labels.size === this.#counts.length) return
    const counts = new Float64Array(this.#labels.size)
    counts.set(this.#counts)
    this.#counts = counts
    this.#likelihood.grow(counts.length)
  }

  /** Writes configuration, labels and counts. */
  save(to: SnapshotWriter): void {
    to.text('learner', this.#kind())
    to.text('t', String(this.#t))
    to.array('counts', this.#counts)
    this.#labels.save(to.child('labels'))
    this.#likelihood.save(to.child('likelihood'))
  }

  /** Goes on where the saved learner was; it must have been constructed alike. */
  load(from: SnapshotReader): void {
    readExpected(from, 'learner', this.#kind())
    const t = readCount(from, 't')
    const labels = new Labels<L>(this.#labels.open ? 'open' : this.#labels.list, this.#labels.cap)
    labels.load(from.child('labels'))
    const counts = readArray(from, 'counts', 'F64', labels.size)
    if (!counts.every((n) => n >= 0)) throw new InvalidSnapshot('counts should be ≥ 0, but are not')
    const likelihood = this.#create(labels.size)
    likelihood.load(from.child('likelihood'))
    this.#labels = labels
    this.#likelihood = likelihood
    this.#counts = counts
    this.#t = t
  }

  #kind(): string {
    return `naive Bayes, ${this.#likelihood.name}, prior ${this.#prior}`
  }
}
