import type { Label, Learner, LearnOptions, Prediction, SnapshotReader, SnapshotWriter, Vector } from '@rivulet/core'
import { argmax, checkVector, Labels, type VectorLimits } from '@rivulet/core'
import { readExpected } from '@rivulet/core/snapshot'
import type { ClassificationLoss } from '@rivulet/optim'
import { checkLearnOptions, checkStep } from './checkStep.ts'
import { type Clock, clockOf } from './clock.ts'
import { type Coefficients, coefficientsOf, explainLinear } from './coefficients.ts'
import { checkBatch, type Example } from './example.ts'
import type { ExplainOptions, Explanation } from './explanation.ts'
import { learnTogether } from './learnTogether.ts'
import { checkLinear, checkLoss, kindOf, type LinearOptions } from './linearOptions.ts'
import { MAGNITUDE } from './magnitude.ts'
import { checkRoom, type MemoryUse } from './memoryUse.ts'
import { Scoring } from './scoring.ts'
import { setCoefficients } from './setCoefficients.ts'
import { gradientAt, lossAt, ticketLoss } from './ticketLoss.ts'
import { unseenShare } from './unseen.ts'

/**
 * A linear classifier: scores z = Wx + b, a loss that reads them, and an update rule that moves the weights.
 *
 * predict: p = link(Wx + b)      learn: w_ik ← rule(w_ik, ∂ℓ/∂z_k · x_i, η(t)),  the bias being a feature that is always 1
 *
 * The lecture's models are this with their loss, as {@link LogisticRegression} and {@link Perceptron}. An event costs its
 * non-zeros times the scores, whatever was seen before, with penalties too.
 *
 * @example
 * ```ts
 * import { LinearClassifier } from '@rivulet/models'
 * import { softmaxLoss } from '@rivulet/optim'
 *
 * const model = new LinearClassifier(softmaxLoss, { labels: ['ham', 'spam'], features: 2 })
 * model.predict([1, 0]).probabilities // => [0.5, 0.5]
 * ```
 *
 * @see Bottou (1998), Online Algorithms and Stochastic Approximations
 */
export class LinearClassifier<const L extends Label = Label> implements Learner<Vector, L> {
  readonly #loss: ClassificationLoss
  readonly #options: LinearOptions<L>
  readonly #limits: VectorLimits
  #labels: Labels<L>
  #scoring: Scoring
  #clock: Clock

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(loss: ClassificationLoss, options: LinearOptions<L>) {
    checkLinear(new.target.name, options)
    checkLoss(loss, options.labels)
    this.#loss = loss
    this.#options = options
    this.#limits = { features: options.features, magnitude: MAGNITUDE }
    this.#labels = new Labels(options.labels, { maxLabels: options.maxLabels })
    this.#scoring = this.#newScoring(this.#labels)
    this.#clock = clockOf(options)
  }

  /** Events learned. */
  get t(): number {
    return this.#clock.t
  }

  /** The classes known so far. */
  get labels(): readonly L[] {
    return this.#labels.list
  }

  /** How full the memory is. */
  get memory(): MemoryUse {
    return this.#scoring.weights.memory
  }

  /** The step size that the next `learn` uses by itself. */
  eta(): number {
    return this.#clock.eta()
  }

  /** The probabilities of the classes; the ticket's beliefs are the scores z. InvalidEvent for features that are none. */
  predict(x: Vector): Prediction<L> {
    const z = this.#scoring.score(x)
    const probabilities = this.#loss.probabilities(z)
    const beliefs: number[] = []
    for (let k = 0; k < z.length; k++) beliefs.push(z[k] as number)
    const labels = this.#labels.list
    const label = labels[argmax(probabilities)]
    const unseen = this.#unseen()
    return unseen > 0 ? { label, labels, probabilities, beliefs, unseen } : { label, labels, probabilities, beliefs }
  }

  /** The loss of today's prediction, without a step; InvalidEvent for features or a label that are none. */
  loss(x: Vector, y: L): number {
    const z = this.#scoring.score(x)
    this.#labels.check(y)
    return lossAt(this.#loss, z, this.#labels.indexOf(y), this.#unseen())
  }

  /** ∂ℓ/∂z of today's scores, without a step; a class that is new has score 0. InvalidEvent for features or a label that are none. */
  gradient(x: Vector, y: L): readonly number[] {
    return gradientAt(this.#loss, this.#scoring.score(x), this.#labels, y)
  }

  /** One step on one example; InvalidEvent, or RangeError for a step size, before anything changes. */
  learn(x: Vector, y: L, how: LearnOptions<L> = {}): number {
    checkLearnOptions(how)
    const z = this.#scoring.score(x)
    checkRoom([y], this.#labels, this.#scoring)
    const { eta = this.eta(), weight = 1, ticket } = how
    checkStep(eta, weight, this.#classWeight(y))
    const late = ticket === undefined ? undefined : ticketLoss(this.#loss, ticket, y)
    const loss = late ?? lossAt(this.#loss, z, this.#labels.indexOf(y), this.#unseen())
    const k = this.#labels.admit(y)
    this.#scoring.grow(this.#labels.size, x)
    this.#scoring.step(x, k, eta, eta * weight * this.#classWeight(y))
    this.#clock.tick(1)
    return loss
  }

  /**
   * One step on a minibatch: w ← w − η (1/B) Σ_b ∇ℓ_b, every gradient taken at the weights before it. Counts B events.
   *
   * A batch of one is `learn`, of all examples batch gradient descent. The rule is given the share η/B of each in turn: for `sgd`
   * the step on their average. Gives the mean of the losses of `learn`, NaN for none; throws as it does, before anything changes.
   */
  learnMany(batch: readonly Example<Vector, L>[], { eta = this.eta() }: { readonly eta?: number } = {}): number {
    checkStep(eta, 1)
    checkBatch(batch, this.#labels, this.#limits, eta, (y) => this.#classWeight(y))
    checkRoom(
      Array.from(batch, ({ y }) => y),
      this.#labels,
      this.#scoring,
    )
    const rates = batch.map(({ y, weight = 1 }) => (eta * weight * this.#classWeight(y)) / batch.length)
    const loss = learnTogether(this.#loss, this.#scoring, this.#labels, batch, eta, rates, this.#unseen())
    this.#clock.tick(batch.length)
    return loss
  }

  /** Starts the schedule again from η(0), and an adaptive rule's sums from 0; the weights stay. Costs every feature seen. */
  reopen(): void {
    this.#clock.reopen()
    this.#scoring.weights.reopen()
  }

  /** The bias and the weights of one class's score, features ascending. With one score (two classes) class 0 has minus those of class 1. */
  coefficients(label: L): Coefficients {
    return coefficientsOf(this.#scoring.weights, this.#labels, label)
  }

  /**
   * Puts weights in the place of those of a class's score: `values` of features 0, 1, 2, … unless `indices` says of which, all others 0, and
   * `bias`, 0 unless given. t stays, and what an adaptive rule remembers; RangeError, before anything changes, for what are none.
   */
  setCoefficients(label: L, coefficients: Partial<Coefficients>): void {
    setCoefficients(this.#scoring.weights, this.#labels, label, coefficients, this.#limits, this.#options.bias ?? true)
  }

  /** What each feature adds to a class's score, z = b + Σ w_i x_i, or to the difference of two; with one score (two classes) always to that. */
  explain(x: Vector, options: ExplainOptions<L> = {}): Explanation<L> {
    checkVector(x, this.#limits)
    const { label = this.predict(x).label as L } = options
    return explainLinear(this.#scoring.weights, this.#labels, x, { ...options, label })
  }

  /** Writes configuration, labels, counts and weights. */
  save(to: SnapshotWriter): void {
    to.text('learner', kindOf(this.#loss, this.#options))
    this.#clock.save(to)
    this.#labels.save(to.child('labels'))
    this.#scoring.save(to)
  }

  /** Goes on where the saved learner was; it must have been constructed alike. */
  load(from: SnapshotReader): void {
    readExpected(from, 'learner', kindOf(this.#loss, this.#options))
    const clock = clockOf(this.#options)
    clock.load(from)
    const labels = new Labels<L>(this.#labels.open ? 'open' : this.#labels.list, { maxLabels: this.#labels.maxLabels })
    labels.load(from.child('labels'))
    const scoring = this.#newScoring(labels)
    scoring.load(from)
    this.#labels = labels
    this.#scoring = scoring
    this.#clock = clock
  }

  #newScoring({ size, open }: Labels<L>): Scoring {
    return new Scoring(this.#loss, size, this.#limits, this.#options, open)
  }

  #classWeight(y: L): number {
    return this.#options.classWeights?.get(y) ?? 1
  }

  #unseen(): number {
    return this.#loss.probabilistic ? unseenShare(this.#labels, this.#clock.t) : 0
  }
}
