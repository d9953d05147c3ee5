import {
  argmax,
  check,
  checkNotNegative,
  checkTicket,
  type Label,
  Labels,
  type Learner,
  type LearnOptions,
  log,
  logLoss,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  softmax,
} from '@rivulet/core'
import { readArray, readCount, readExpected } from '@rivulet/core/snapshot'
import { checkLearnOptions, checkStep } from '../checkStep.ts'
import { checkLabels } from '../example.ts'
import { unseenShare } from '../unseen.ts'
import type { ClassCounts } from './classCounts.ts'
import type { NaiveBayesOptions } from './naiveBayesOptions.ts'
import { COUNTS } from './savedCounts.ts'

/**
 * Bayes' rule over what has been counted of each class, whatever an event is.
 *
 * P(c | x) ∝ P(c) P(x | c),  P(c) = (n_c + prior) / (n + K prior)
 */
export class BayesRule<X, const L extends Label, C extends ClassCounts<X>> implements Learner<X, L> {
  readonly #create: (classes: number) => C
  readonly #prior: number
  #labels: Labels<L>
  #likelihood: C
  /** n_c. */
  #counts: Float64Array
  #t = 0

  /**
   * @param create - a likelihood for so many classes that has counted nothing
   * @throws RangeError for a hyper-parameter that is not as it should be
   */
  constructor(create: (classes: number) => C, { labels, maxLabels, prior = 1 }: NaiveBayesOptions<L>) {
    checkNotNegative('prior', prior)
    this.#create = create
    this.#prior = prior
    this.#labels = new Labels(labels, { maxLabels })
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
  predict(x: X): Prediction<L> {
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
  learn(x: X, y: L, options: LearnOptions<L> = {}): number {
    checkLearnOptions(options)
    const { eta = 0, weight = 1, ticket } = options
    this.#likelihood.check(x)
    this.#likelihood.checkRoom?.(x)
    this.#labels.check(y)
    checkStep(eta, weight)
    if (ticket !== undefined) checkTicket(ticket)
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
  merge(other: BayesRule<X, L, C>): void {
    check(other !== (this as BayesRule<X, L, C>), 'other', 'another learner', 'this one')
    check(other.#kind() === this.#kind(), 'other', this.#kind(), other.#kind())
    checkLabels(other.labels, this.#labels)
    this.#likelihood.checkMerge?.(other.#likelihood)
    const classes = other.labels.map((y) => this.#labels.admit(y))
    this.#grow()
    for (const [c, to] of classes.entries()) (this.#counts[to] as number) += other.#counts[c] as number
    this.#likelihood.merge(other.#likelihood, classes)
    this.#t += other.#t
  }

  /** What has been counted within the classes. */
  protected get likelihood(): C {
    return this.#likelihood
  }

  /** The number of a class and its log P(c). */
  protected classOf(label: L): { readonly c: number; readonly logPrior: number } {
    const c = this.#labels.indexOf(label)
    check(c >= 0, 'label', 'one of the labels known', label)
    return { c, logPrior: this.#logPrior(c, this.#total()) }
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
    const labels = new Labels<L>(this.#labels.open ? 'open' : this.#labels.list, { maxLabels: this.#labels.maxLabels })
    labels.load(from.child('labels'))
    const counts = readArray(from, 'counts', 'F64', labels.size, COUNTS)
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
