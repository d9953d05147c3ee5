import {
  argmax,
  check,
  checkOptions,
  checkTicket,
  checkVector,
  InvalidEvent,
  type Label,
  Labels,
  type Learner,
  type LearnOptions,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Vector,
  type VectorLimits,
} from '@rivulet/core'
import { readExpected } from '@rivulet/core/snapshot'
import { perceptronLoss, toSchedule } from '@rivulet/optim'
import { checkLearnOptions, checkStep } from './checkStep.ts'
import { Clock } from './clock.ts'
import type { Coefficients } from './coefficients.ts'
import { type ExplainOptions, type Explanation, explanation } from './explanation.ts'
import { checkSteps } from './linearOptions.ts'
import { MAGNITUDE } from './magnitude.ts'
import { type BinaryOptions, twoLabels } from './twoLabels.ts'
import { Weights } from './weights.ts'

/** What an averaged perceptron can be told. */
export type AveragedOptions<L extends Label> = Pick<BinaryOptions<L>, 'labels' | 'features' | 'eta' | 'bias'>

/**
 * The averaged perceptron: learns as a perceptron, answers with the average of the weights it had after every event.
 *
 * on a mistake  w ← w + η y± x,  u ← u + c η y± x;  the answer is sgn of  w̄·x,  w̄ = w − u/c,  c = t + 1
 *
 * w̄ is (w₀ + w₁ + … + w_t) / (t + 1), at the cost of the mistakes alone: a change made at count c is in all later weights and
 * missing in c of them. The average settles where the perceptron itself goes on to jump, on data that is not separable.
 *
 * @example
 * ```ts
 * import { AveragedPerceptron } from '@rivulet/models'
 *
 * const model = new AveragedPerceptron({ labels: ['no', 'yes'] })
 * model.learn([2], 'yes')
 * model.learn([2], 'yes')
 * model.predict([1]).beliefs // => [2]
 * ```
 *
 * @see Freund & Schapire (1999), Large Margin Classification Using the Perceptron Algorithm
 * @see Daumé (2006), Practical Structured Learning Techniques for Natural Language Processing, figure 2.3, for u
 */
export class AveragedPerceptron<const L extends Label = 0 | 1> implements Learner<Vector, L> {
  readonly #limits: VectorLimits
  readonly #eta: NonNullable<AveragedOptions<L>['eta']>
  readonly #bias: boolean
  readonly #labels: Labels<L>
  /** Two scores for each feature: its weight w and its u. */
  #weights: Weights
  readonly #z: Float64Array = new Float64Array(2)
  #clock: Clock

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: AveragedOptions<L> = {}) {
    checkOptions<AveragedOptions<L>>('AveragedPerceptron', options, ['labels', 'features', 'eta', 'bias'])
    const { labels, features, eta = 1, bias = true } = twoLabels(options)
    checkSteps(options)
    this.#limits = { features, magnitude: MAGNITUDE }
    this.#eta = eta
    this.#bias = bias
    this.#labels = new Labels(labels)
    this.#weights = this.#newWeights()
    this.#clock = new Clock(toSchedule(eta))
  }

  #newWeights(): Weights {
    return new Weights(2, this.#limits, { bias: this.#bias })
  }

  /** Events learned. */
  get t(): number {
    return this.#clock.t
  }

  /** The two classes. */
  get labels(): readonly L[] {
    return this.#labels.list
  }

  /** The step size that the next `learn` uses by itself. */
  eta(): number {
    return this.#clock.eta()
  }

  /**
   * The answer of the average; all of the probability goes to it. The ticket's belief is its score w̄·x.
   *
   * @throws InvalidEvent for features that are none
   */
  predict(x: Vector): Prediction<L> {
    const [w, u] = this.#scores(x) as unknown as [number, number]
    const beliefs = [w - u / (this.t + 1)]
    const probabilities = perceptronLoss.probabilities(beliefs)
    const { labels } = this
    return { label: labels[argmax(probabilities)], labels, probabilities, beliefs }
  }

  /**
   * One step of the perceptron, by its own answer, not the average's.
   *
   * @returns the perceptron's loss of the average's score, the ticket's if there is one
   * @throws InvalidEvent for features, a label or a weight that are none, before anything changes
   * @throws RangeError for a step size that is negative or not finite
   */
  learn(x: Vector, y: L, options: LearnOptions<L> = {}): number {
    checkLearnOptions(options)
    const { eta = this.eta(), weight = 1, ticket } = options
    const z = this.#scores(x)
    this.#labels.check(y)
    checkStep(eta, weight)
    if (ticket !== undefined) checkTicket(ticket)
    const beliefs = ticket === undefined ? this.predict(x).beliefs : ticket.beliefs
    if (beliefs === undefined) throw new InvalidEvent('ticket should have the beliefs it was made with')
    const k = this.#labels.indexOf(y)
    const gradient = new Float64Array(2)
    perceptronLoss.gradient(z, k, gradient)
    gradient[1] = (gradient[0] as number) * (this.t + 1)
    if (gradient[0] !== 0) {
      this.#weights.admit(x)
      this.#weights.step(gradient, eta * weight)
    }
    this.#clock.tick(1)
    return perceptronLoss.value(beliefs, k)
  }

  /** The perceptron's loss of the average's score, without a step; InvalidEvent for features or a label that are none. */
  loss(x: Vector, y: L): number {
    this.#labels.check(y)
    return perceptronLoss.value(this.predict(x).beliefs as readonly number[], this.#labels.indexOf(y))
  }

  /** The bias and the weights of the average w̄, features ascending; of the first label minus those. */
  coefficients(label: L): Coefficients {
    check(this.#labels.indexOf(label) >= 0, 'label', 'one of the labels known', label)
    const indices = [...this.#weights.features].sort((a, b) => a - b)
    return { bias: this.#mean(label) + 0, indices, values: indices.map((i) => this.#mean(label, i) + 0) }
  }

  /** A weight of the average, or its bias, with the sign that it has for a label. */
  #mean(label: L, feature?: number): number {
    const mean = this.#weights.weight(0, feature) - this.#weights.weight(1, feature) / (this.t + 1)
    return this.#labels.indexOf(label) === 1 ? mean : -mean
  }

  /** Starts the schedule again from η(0); the weights stay. */
  reopen(): void {
    this.#clock.reopen()
  }

  /** What each feature adds to the average's score, exactly; w̄·x for the second label, −w̄·x for the first. */
  explain(x: Vector, options: ExplainOptions<L> = {}): Explanation<L> {
    const { label = this.predict(x).label as L } = options
    checkVector(x, this.#limits)
    this.#labels.check(label)
    const against = this.labels[this.#labels.indexOf(label) === 1 ? 0 : 1] as L
    const add = (i: number, value: number): number => this.#mean(label, i) * value
    return explanation(x, { ...options, label, against }, this.#mean(label), add)
  }

  #scores(x: Vector): Float64Array {
    this.#weights.score(x, this.#z)
    return this.#z
  }

  /** Writes configuration, counts and weights. */
  save(to: SnapshotWriter): void {
    to.text(
      'learner',
      `averaged perceptron over ${this.#limits.features ?? 'any'} features${this.#bias ? '' : ' without bias'}`,
    )
    this.#clock.save(to)
    this.#labels.save(to.child('labels'))
    this.#weights.save(to.child('weights'))
  }

  /** Goes on where the saved learner was; it must have been constructed alike. */
  load(from: SnapshotReader): void {
    readExpected(
      from,
      'learner',
      `averaged perceptron over ${this.#limits.features ?? 'any'} features${this.#bias ? '' : ' without bias'}`,
    )
    const clock = new Clock(toSchedule(this.#eta))
    clock.load(from)
    new Labels(this.labels).load(from.child('labels'))
    const weights = this.#newWeights()
    weights.load(from.child('weights'))
    this.#clock = clock
    this.#weights = weights
  }
}
