import {
  argmax,
  check,
  checkOptions,
  checkTicket,
  type Label,
  Labels,
  type Learner,
  type LearnOptions,
  logLoss,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Vector,
} from '@rivulet/core'
import { readCount, readExpected } from '@rivulet/core/snapshot'
import { checkLearnOptions, checkStep } from '../checkStep.ts'
import { unseenShare } from '../unseen.ts'
import { BinaryLearners, packTickets, unpackTickets } from './binaryLearners.ts'
import type { ReductionOptions } from './options.ts'

/** How K classes are laid on binary learners. */
export interface Scheme {
  readonly name: string
  /** How many binary learners K classes take. */
  count(classes: number): number
  /** The probabilities of K classes from what the binary learners said. */
  decide(tickets: readonly Prediction<0 | 1>[], classes: number): number[]
  /** The binary learners that learn an event of class k, each with the label it is for them. */
  lessons(k: number, classes: number): Iterable<readonly [learner: number, y: 0 | 1]>
}

/**
 * Learns many classes by binary learners, on a scheme: see {@link OneVsRest} and {@link OneVsOne}.
 *
 * Its tickets hold those of the binary learners, each of which gets its own back with a label that is late. The loss is the log loss of its
 * probabilities, clipped as `logLoss` says, since hard answers may rule out what then happens.
 *
 * @see Allwein, Schapire & Singer (2000), Reducing Multiclass to Binary: A Unifying Approach for Margin Classifiers
 */
export class Reduction<X = Vector, const L extends Label = Label> implements Learner<X, L> {
  readonly #scheme: Scheme
  readonly #options: ReductionOptions<X, L>
  #labels: Labels<L>
  #learners: BinaryLearners<X>
  #t = 0

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(scheme: Scheme, options: ReductionOptions<X, L>) {
    checkOptions<ReductionOptions<X, L>>(new.target.name, options, ['labels', 'maxLabels', 'learner'])
    const makes = typeof options.learner === 'function'
    check(makes, 'learner', 'what makes a binary learner, as () => new LogisticRegression()', options.learner)
    this.#scheme = scheme
    this.#options = options
    this.#labels = new Labels(options.labels, { maxLabels: options.maxLabels })
    this.#learners = this.#newLearners(this.#labels.size)
  }

  #newLearners(classes: number): BinaryLearners<X> {
    const learners = new BinaryLearners(this.#options.learner)
    learners.grow(this.#scheme.count(classes))
    return learners
  }

  /** Events learned. */
  get t(): number {
    return this.#t
  }

  /** The classes known so far. */
  get labels(): readonly L[] {
    return this.#labels.list
  }

  /** The binary learner of this number, to look at. */
  learner(i: number): Learner<X, 0 | 1> {
    return this.#learners.at(i)
  }

  /**
   * The probabilities of the classes; the ticket's beliefs are the binary learners' tickets.
   *
   * @throws InvalidEvent for features that are none
   */
  predict(x: X): Prediction<L> {
    const tickets = this.#learners.predict(x)
    const { list: labels, size } = this.#labels
    const probabilities = this.#scheme.decide(tickets, size)
    const beliefs = packTickets(tickets)
    const unseen = unseenShare(this.#labels, this.#t)
    const ticket = { label: labels[argmax(probabilities)], labels, probabilities, beliefs }
    return unseen > 0 ? { ...ticket, unseen } : ticket
  }

  /**
   * One step of every binary learner that the example concerns; without `eta`, each by its own schedule.
   *
   * @returns the log loss of the ticket if there is one, else of today's prediction, in nats
   * @throws InvalidEvent for features, a label or a weight that are none, before anything changes
   * @throws RangeError for a step size that is negative or not finite
   */
  learn(x: X, y: L, options: LearnOptions<L> = {}): number {
    checkLearnOptions(options)
    const { eta, weight = 1, ticket } = options
    this.#labels.check(y)
    checkStep(eta === undefined ? 0 : eta, weight)
    if (ticket !== undefined) checkTicket(ticket)
    const prediction = ticket ?? this.predict(x)
    const late = ticket === undefined ? [] : unpackTickets(ticket.beliefs, this.#scheme.count(ticket.labels.length))
    if (ticket !== undefined) this.#learners.predict(x)
    const loss = logLoss(prediction, y)
    const k = this.#labels.admit(y)
    const classes = this.#labels.size
    this.#learners.grow(this.#scheme.count(classes))
    for (const [i, label] of this.#scheme.lessons(k, classes)) {
      const own = late[i]
      const step = eta === undefined ? { weight } : { weight, eta }
      this.#learners.at(i).learn(x, label, own === undefined ? step : { ...step, ticket: own })
    }
    this.#t += 1
    return loss
  }

  /** Re-opens the step sizes of all binary learners. */
  reopen(): void {
    for (let i = 0; i < this.#scheme.count(this.#labels.size); i++) this.#learners.at(i).reopen?.()
  }

  /** Writes labels, count and every binary learner. */
  save(to: SnapshotWriter): void {
    to.text('learner', this.#scheme.name)
    to.text('t', String(this.#t))
    this.#labels.save(to.child('labels'))
    this.#learners.save(to.child('learners'))
  }

  /** Goes on where the saved learner was; it must have been constructed alike. */
  load(from: SnapshotReader): void {
    readExpected(from, 'learner', this.#scheme.name)
    const t = readCount(from, 't')
    const labels = new Labels<L>(this.#labels.open ? 'open' : this.#labels.list, { maxLabels: this.#labels.maxLabels })
    labels.load(from.child('labels'))
    const learners = this.#newLearners(labels.size)
    learners.load(from.child('learners'))
    this.#labels = labels
    this.#learners = learners
    this.#t = t
  }
}
