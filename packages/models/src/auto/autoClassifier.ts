import {
  check,
  checkOptions,
  type Label,
  Labels,
  type Learner,
  type LearnOptions,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Vector,
} from '@rivulet/core'
import { readExpected } from '@rivulet/core/snapshot'
import type { ExplainOptions } from '../explanation.ts'
import { checkMaxBytes, MAX_BYTES, type MemoryUse } from '../memoryUse.ts'
import { type AutoCoefficients, type AutoExplanation, explainMixture } from './autoExplanation.ts'
import type { AutoOptions, InteractionChoice } from './autoOptions.ts'
import { ALL_EXPERTS, type MixtureMember } from './expertList.ts'
import { LabelledMixture } from './labelledMixture.ts'

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
 * Cost: about two plain learners an event; with trees and products about six times that at 8 dense features (11.8 µs against
 * 1.96) and eight times at 22 (18.0 against 2.3), 1.4 to 1.6 times at 784 and ten classes. Where that is too much,
 * `interactions: 'none'` turns them off. Memory: 20 numbers a feature, 11 + 9 K
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
  readonly #interactions: InteractionChoice
  readonly #learned: LabelledMixture<L>

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
    this.#learned = new LabelledMixture(new Labels(labels, { maxLabels }), { features, maxBytes, interactions })
  }

  /** Events learned. */
  get t(): number {
    return this.#learned.t
  }

  /** The classes known so far. */
  get labels(): readonly L[] {
    return this.#learned.labels.list
  }

  /** How full the memory is. */
  get memory(): MemoryUse {
    return this.#learned.mixture.memory
  }

  /** 1: a step size given to `learn` multiplies those of all experts. */
  eta(): number {
    return 1
  }

  /** The experts and their weights: which learning rate is winning. */
  get mixture(): readonly MixtureMember[] {
    const { weights } = this.#learned.mixture.mixing.bayes
    return ALL_EXPERTS.slice(0, weights.length).map((expert, j) => ({ ...expert, weight: weights[j]! }))
  }

  /** How far the Bayes mixture is trusted over the mixer that stands on it, from 0 to 1. */
  get trust(): number {
    return this.#learned.mixture.mixing.trust
  }

  /**
   * The probabilities of the classes; the ticket's beliefs are what every expert and both mixtures say.
   *
   * @throws InvalidEvent for features that are none
   */
  predict(x: Vector): Prediction<L> {
    return this.#learned.predict(x)
  }

  /**
   * One step of every expert and of the mixture, on one example. With a ticket the mixture is judged by what the ticket
   * believed, and the experts step at their weights of today.
   *
   * @throws InvalidEvent for features, a label, a ticket or a weight that are none, before anything changes
   * @throws RangeError for a step size that is negative or not finite
   */
  learn(x: Vector, y: L, how: LearnOptions<L> = {}): number {
    return this.#learned.learn(x, y, how)
  }

  /** Lets the steps be long and the mixture be quick again; the weights stay. */
  reopen(): void {
    this.#learned.reopen()
  }

  /**
   * The bias and the weights of one class's score, features ascending, in units of the features: approximate, for they
   * are the mean of the linear experts' own, w̄ = Σ π_j w_j, and the mixer is left out. With two classes declared, class 0
   * has minus those of class 1. `share` is how much of the mixture they speak for; the others are in {@link explain} alone.
   *
   * @throws RangeError for a label that is not known
   */
  coefficients(label: L): AutoCoefficients {
    return {
      ...this.#learned.mixture.coefficients(this.#learned.indexOf(label)),
      share: this.#learned.mixture.linearShare,
    }
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
    const y = this.#learned.indexOf(label)
    const { open, size, list } = this.#learned.labels
    const one = !open && size === 2
    const { against = one ? list[1 - y] : undefined } = options
    const other = against === undefined ? undefined : this.#learned.indexOf(against)
    const how = against === undefined ? { ...options, label } : { ...options, label, against }
    return explainMixture(this.#learned.mixture, x, how, y, other)
  }

  /** Writes labels, counts, and everything learned. */
  save(to: SnapshotWriter): void {
    to.text('learner', this.#kind())
    this.#learned.save(to)
  }

  /** Goes on where the saved learner was; it must have been constructed alike. */
  load(from: SnapshotReader): void {
    readExpected(from, 'learner', this.#kind())
    this.#learned.load(from)
  }

  #kind(): string {
    return `auto classifier over ${this.#features ?? 'any'} features, interactions ${this.#interactions}`
  }
}
