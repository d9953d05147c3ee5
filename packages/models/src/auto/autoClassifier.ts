import {
  argmax,
  check,
  checkOptions,
  checkProbabilities,
  checkTicket,
  InvalidEvent,
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
import { checkSaved, natural, readArray, readExpected } from '@rivulet/core/snapshot'
import { checkLearnOptions, checkStep } from '../checkStep.ts'
import type { ExplainOptions } from '../explanation.ts'
import { checkMaxBytes, MAX_BYTES, type MemoryUse, noRoom } from '../memoryUse.ts'
import { type AutoCoefficients, type AutoExplanation, explainMixture } from './autoExplanation.ts'
import type { AutoOptions, InteractionChoice } from './autoOptions.ts'
import { ALL_EXPERTS, type MixtureMember } from './expertList.ts'
import { Mixture, type Scored } from './mixture.ts'

const CHOICES: readonly InteractionChoice[] = ['auto', 'none', 'trees', 'all']

/**
 * A classifier that needs no tuning: no learning rate, no scaler, no second pass.
 *
 * Nine linear learners with different step lengths learn side by side in one pass, and their own predictions decide which
 * of them is believed. Inputs are centred ({@link Centring}) and normalised ({@link NormalizedInputs}) as they come; nine
 * learners in three families of steps ({@link Experts}) give their log-odds, and eight more over the leaves of grown trees and
 * over products of pairs ({@link Interactions}); a {@link BayesMixture} weighs them, a {@link Mixer} starts as that mixture and
 * learns to do better, and a second Bayes mixture guards that it does.
 *
 * Cost: about two plain learners an event, three to five times that with interactions. Memory: 20 numbers a feature, 11 + 9 K
 * with K > 2 or open classes; with interactions up to 1 MB more for two classes, 5 MB for 26, whatever the stream, of which the
 * trees' events are up to 1.5 MB where an event has more than a hundred inputs. A ticket carries 11 to 19 numbers, K times as
 * many with K > 2 or open classes.
 *
 * @example
 * ```ts
 * import { AutoClassifier } from '@rivulet/models'
 *
 * const model = new AutoClassifier({ labels: ['ham', 'spam'] })
 * for (let i = 0; i < 20; i++) {
 *   model.learn({ indices: [0, 7], values: [1, 3e6] }, 'spam')
 *   model.learn({ indices: [0, 9], values: [1, 2e-6] }, 'ham')
 * }
 * model.predict({ indices: [7], values: [3e6] }).label // => 'spam'
 * ```
 *
 * @see Ross, Mineiro & Langford (2013), Normalized Online Learning
 * @see van Erven & Koolen (2016), MetaGrad: Multiple Learning Rates in Online Learning
 */
export class AutoClassifier<const L extends Label = Label> implements Learner<Vector, L> {
  readonly #features: number | undefined
  readonly #maxBytes: number
  readonly #interactions: InteractionChoice
  #labels: Labels<L>
  #mixture: Mixture
  #t = 0
  #opened = 0

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: AutoOptions<L>) {
    checkOptions<AutoOptions<L>>('AutoClassifier', options, [
      'labels',
      'maxLabels',
      'features',
      'maxBytes',
      'interactions',
    ])
    const { labels, maxLabels, features, maxBytes = MAX_BYTES, interactions = 'auto' } = options
    checkMaxBytes(maxBytes)
    this.#maxBytes = maxBytes
    check(
      features === undefined || (Number.isInteger(features) && features > 0),
      'features',
      'a whole number ≥ 1',
      features,
    )
    this.#features = features
    check(
      CHOICES.includes(interactions),
      'interactions',
      CHOICES.map((choice) => `'${choice}'`).join(', '),
      interactions,
    )
    this.#interactions = interactions
    this.#labels = new Labels(labels, { maxLabels })
    this.#mixture = this.#newMixture(this.#labels)
  }

  /** Events learned. */
  get t(): number {
    return this.#t
  }

  /** The classes known so far. */
  get labels(): readonly L[] {
    return this.#labels.list
  }

  /** How full the memory is. */
  get memory(): MemoryUse {
    return this.#mixture.memory
  }

  /** 1: a step size given to `learn` multiplies those of all experts. */
  eta(): number {
    return 1
  }

  /** The experts and their weights: which learning rate is winning. */
  get mixture(): readonly MixtureMember[] {
    const { weights } = this.#mixture.mixing.bayes
    return ALL_EXPERTS.slice(0, weights.length).map((expert, j) => ({ ...expert, weight: weights[j]! }))
  }

  /** How far the Bayes mixture is trusted over the mixer that stands on it, from 0 to 1. */
  get trust(): number {
    return this.#mixture.mixing.trust
  }

  /**
   * The probabilities of the classes; the ticket's beliefs are what every expert and both mixtures say.
   *
   * @throws InvalidEvent for features that are none
   */
  predict(x: Vector): Prediction<L> {
    return this.#answer(this.#mixture.score(x, false))
  }

  /**
   * One step of every expert and of the mixture, on one example. With a ticket the mixture is judged by what the ticket
   * believed, and the experts step at their weights of today.
   *
   * @throws InvalidEvent for features, a label, a ticket or a weight that are none, before anything changes
   * @throws RangeError for a step size that is negative or not finite
   */
  learn(x: Vector, y: L, how: LearnOptions<L> = {}): number {
    checkLearnOptions(how)
    const known = this.#labels.indexOf(y)
    if (known < 0) this.#checkNew(y)
    const { eta = 1, weight = 1, ticket } = how
    checkStep(eta, weight)
    let scored = this.#mixture.scoredLast(x)
    if (ticket !== undefined) {
      if (this.#isAnswerTo(scored, ticket)) checkProbabilities(ticket)
      else this.#checkTicket(ticket)
    }
    scored ??= this.#mixture.score(x, true)
    const judged = ticket ?? this.#answer(scored)
    const loss = logLoss(judged, y)
    if (known < 0) scored = this.#mixture.addClass(this.#t, scored)
    const k = known < 0 ? this.#labels.admit(y) : known
    if (weight > 0) {
      const { labels } = judged
      const then = labels === this.#labels.list ? k : labels.indexOf(y)
      if (then >= 0) {
        const belief = this.#mixture.recall(scored, judged.beliefs!, labels.length)
        this.#mixture.judge(belief, then, this.#t - this.#opened, weight)
      }
      this.#mixture.step(scored, k, eta, weight)
    }
    this.#t += 1
    return loss
  }

  /** Lets the steps be long and the mixture be quick again; the weights stay. */
  reopen(): void {
    this.#opened = this.#t
    this.#mixture.reopen()
  }

  /**
   * The bias and the weights of one class's score, features ascending, in units of the features: approximate, for they
   * are the mean of the linear experts' own, w̄ = Σ π_j w_j, and the mixer is left out. With two classes declared, class 0
   * has minus those of class 1. `share` is how much of the mixture they speak for; the others are in {@link explain} alone.
   *
   * @throws RangeError for a label that is not known
   */
  coefficients(label: L): AutoCoefficients {
    return { ...this.#mixture.coefficients(this.#indexOf(label)), share: this.#mixture.linearShare }
  }

  /**
   * What each feature of x adds to the mean score of a class, Σ_j π_j z_j, the log-odds that the experts give: exactly, for
   * linear experts by their weights, for trees by the path that x takes, for products half to each of the two. The mixer and
   * the limits of probabilities are left out, so the score is near to the answer's log-odds, and not equal.
   *
   * @throws InvalidEvent for features that are none, RangeError for a label that is not known
   */
  explain(x: Vector, options: ExplainOptions<L> = {}): AutoExplanation<L> {
    const { label = this.predict(x).label as L } = options
    const y = this.#indexOf(label)
    const one = !this.#labels.open && this.#labels.size === 2
    const { against = one ? this.#labels.list[1 - y] : undefined } = options
    const other = against === undefined ? undefined : this.#indexOf(against)
    const how = against === undefined ? { ...options, label } : { ...options, label, against }
    return explainMixture(this.#mixture, x, how, y, other)
  }

  /** Writes labels, counts, and everything learned. */
  save(to: SnapshotWriter): void {
    to.text('learner', this.#kind())
    to.array('counts', [this.#t, this.#opened])
    this.#labels.save(to.child('labels'))
    this.#mixture.save(to)
  }

  /** Goes on where the saved learner was; it must have been constructed alike. */
  load(from: SnapshotReader): void {
    readExpected(from, 'learner', this.#kind())
    const [t, opened] = readArray(from, 'counts', 'F64', 2, natural) as unknown as [number, number]
    checkSaved(opened <= t, 'counts[1]', `at most ${t}, the events learned`, opened)
    const labels = new Labels<L>(this.#labels.open ? 'open' : this.#labels.list, { maxLabels: this.#labels.maxLabels })
    labels.load(from.child('labels'))
    const mixture = this.#newMixture(labels)
    mixture.load(from)
    this.#labels = labels
    this.#mixture = mixture
    this.#t = t
    this.#opened = opened
  }

  #newMixture({ size, open }: Labels<L>): Mixture {
    const [features, maxBytes, interactions] = [this.#features, this.#maxBytes, this.#interactions]
    return new Mixture(size, { open, features, maxBytes, interactions })
  }

  #indexOf(label: L): number {
    const k = this.#labels.indexOf(label)
    check(k >= 0, 'label', 'one of the labels known', label)
    return k
  }

  #kind(): string {
    return `auto classifier over ${this.#features ?? 'any'} features, interactions ${this.#interactions}`
  }

  #answer(scored: Scored): Prediction<L> {
    const labels = this.#labels.list
    const belief = this.#mixture.believe(scored)
    const beliefs = belief.numbers
    const probabilities = belief.answer(this.#mixture.mixing.trust)
    const label = labels[argmax(probabilities)]
    if (!this.#labels.open) return { label, labels, probabilities, beliefs }
    // Of t + K + 1 pseudo-counts one is kept for a class that has not been seen.
    return { label, labels, probabilities, beliefs, unseen: 1 / (this.#t + labels.length + 1) }
  }

  /** Whether the ticket is the answer itself that was given to the event at hand, which needs no check. */
  #isAnswerTo(scored: Scored | undefined, { beliefs, labels }: Prediction<L>): boolean {
    const belief = scored?.belief
    return belief !== undefined && labels === this.#labels.list && beliefs === belief.numbers
  }

  /** Refuses a label that would be a new class, if it is none or there is no room for another. */
  #checkNew(y: L): void {
    this.#labels.check(y)
    if (!this.#mixture.hasRoomForClass) throw noRoom(y, this.#labels.size, this.#maxBytes)
  }

  #checkTicket(ticket: Prediction<L>): void {
    checkTicket(ticket)
    const { beliefs = [], labels } = ticket
    if (this.#mixture.mayCarry(beliefs.length, labels.length) && labels.length <= this.#labels.size) return
    throw new InvalidEvent(`ticket should have beliefs of this learner for its ${labels.length} labels, but has not`)
  }
}
