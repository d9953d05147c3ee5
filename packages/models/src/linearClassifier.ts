import type {
  Label,
  Learner,
  LearnOptions,
  Prediction,
  Schedule,
  SnapshotReader,
  SnapshotWriter,
  Vector,
  VectorLimits,
} from '@rivulet/core'
import { argmax, check, checkVector, InvalidEvent, Labels, log, log1p, minProbability } from '@rivulet/core'
import { readCount, readExpected } from '@rivulet/core/snapshot'
import type { ClassificationLoss } from '@rivulet/optim'
import { sgd, toSchedule } from '@rivulet/optim'
import type { LinearOptions } from './linearOptions.ts'
import { Stepper } from './stepper.ts'
import { Weights } from './weights.ts'

/** Larger features are refused: the square of a score must stay finite. */
const MAGNITUDE = 1e100

/**
 * A linear classifier: scores z = Wx + b, a loss that reads them, and an update rule that moves the weights.
 *
 * predict: p = link(Wx + b)      learn: w_ik ← rule(w_ik, ∂ℓ/∂z_k · x_i, η(t)),  the bias being a feature that is always 1
 *
 * The lecture's models are this with their loss: see {@link LogisticRegression}, {@link SoftmaxRegression},
 * {@link Perceptron}, {@link MulticlassPerceptron}.
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
  readonly #stepper: Stepper
  readonly #schedule: Schedule
  readonly #limits: VectorLimits
  #labels: Labels<L>
  #weights: Weights
  #t = 0
  /** The count at which the step size was last re-opened. */
  #opened = 0
  #z: Float64Array
  #gradient: Float64Array

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(loss: ClassificationLoss, options: LinearOptions<L>) {
    const { labels, maxLabels, features, rule = sgd, eta } = options
    check(
      features === undefined || (Number.isInteger(features) && features > 0),
      'features',
      'a whole number ≥ 1',
      features,
    )
    this.#loss = loss
    this.#stepper = new Stepper(rule)
    this.#schedule = eta === undefined ? rule.schedule : toSchedule(eta)
    this.#limits = { features, magnitude: MAGNITUDE }
    this.#labels = new Labels(labels, maxLabels)
    const scores = loss.scores(this.#labels.size)
    this.#weights = new Weights(scores, rule.memory, features)
    this.#z = new Float64Array(scores)
    this.#gradient = new Float64Array(scores)
  }

  /** Events learned. */
  get t(): number {
    return this.#t
  }

  /** The classes known so far. */
  get labels(): readonly L[] {
    return this.#labels.list
  }

  /** The step size that the next `learn` uses by itself. */
  eta(): number {
    return this.#schedule(this.#t - this.#opened)
  }

  /**
   * The probabilities of the classes; the ticket's beliefs are the scores z.
   *
   * @throws InvalidEvent for features that are none
   */
  predict(x: Vector): Prediction<L> {
    checkVector(x, this.#limits)
    this.#weights.score(x, this.#z)
    const probabilities = this.#loss.probabilities(this.#z)
    const beliefs: number[] = []
    for (let k = 0; k < this.#z.length; k++) beliefs.push(this.#z[k] as number)
    const labels = this.#labels.list
    const label = labels[argmax(probabilities)]
    const unseen = this.#unseen()
    return unseen > 0 ? { label, labels, probabilities, beliefs, unseen } : { label, labels, probabilities, beliefs }
  }

  /**
   * One step on one example.
   *
   * @throws InvalidEvent for features or a label that are none, before anything changes
   * @throws RangeError for a step size or weight that is negative or not finite
   */
  learn(x: Vector, y: L, how: LearnOptions<L> = {}): number {
    checkVector(x, this.#limits)
    this.#labels.check(y)
    const { eta = this.eta(), weight = 1, ticket } = how
    check(eta >= 0 && eta < Infinity, 'eta', '≥ 0', eta)
    check(weight >= 0 && weight < Infinity, 'weight', '≥ 0', weight)
    this.#weights.score(x, this.#z)
    const loss = ticket === undefined ? this.#lossNow(y) : this.#lossOf(ticket, y)
    const k = this.#labels.admit(y)
    this.#grow()
    this.#loss.gradient(this.#z, k, this.#gradient)
    this.#stepper.step(this.#weights, x, this.#gradient, eta * weight, this.#loss, this.#z, k)
    this.#t += 1
    return loss
  }

  /** Starts the schedule again from η(0); the weights stay. A step size passed to `learn` is not affected. */
  reopen(): void {
    this.#opened = this.#t
  }

  /** The bias and the weights of one class's score, features ascending. With one score (two classes) class 0 has minus those of class 1. */
  coefficients(label: L): { bias: number; indices: number[]; values: number[] } {
    const k = this.#labels.indexOf(label)
    check(k >= 0, 'label', 'one of the labels known', label)
    const one = this.#weights.scores < this.#labels.size
    const [score, sign] = one ? [0, k === 1 ? 1 : -1] : [k, 1]
    const indices = [...this.#weights.features].sort((a, b) => a - b)
    const values = indices.map((i) => sign * this.#weights.weight(score, i))
    return { bias: sign * this.#weights.weight(score), indices, values }
  }

  /** Writes configuration, labels, counts and weights. */
  save(to: SnapshotWriter): void {
    to.text('learner', this.#kind())
    to.text('t', String(this.#t))
    to.text('opened', String(this.#opened))
    this.#labels.save(to.child('labels'))
    this.#weights.save(to.child('weights'))
    this.#stepper.save(to.child('rule'))
  }

  /** Goes on where the saved learner was; it must have been constructed alike. */
  load(from: SnapshotReader): void {
    readExpected(from, 'learner', this.#kind())
    const t = readCount(from, 't')
    const opened = readCount(from, 'opened')
    const labels = new Labels<L>(this.#labels.open ? 'open' : this.#labels.list, this.#labels.cap)
    labels.load(from.child('labels'))
    const weights = new Weights(this.#loss.scores(labels.size), this.#stepper.rule.memory, this.#limits.features)
    weights.load(from.child('weights'))
    this.#stepper.load(from.child('rule'))
    this.#labels = labels
    this.#weights = weights
    this.#t = t
    this.#opened = opened
    this.#z = new Float64Array(weights.scores)
    this.#gradient = new Float64Array(weights.scores)
  }

  #kind(): string {
    return `${this.#loss.name} classifier by ${this.#stepper.rule.name} over ${this.#limits.features ?? 'any'} features`
  }

  /** Of t + K + 1 pseudo-counts one is kept for a class that has not been seen. */
  #unseen(): number {
    return this.#labels.open && this.#loss.probabilistic ? 1 / (this.#t + this.#labels.size + 1) : 0
  }

  #lossNow(y: L): number {
    return this.#lossAt(this.#z, this.#labels.indexOf(y), this.#unseen())
  }

  #lossOf({ beliefs, labels, unseen = 0 }: Prediction<L>, y: L): number {
    if (beliefs === undefined) throw new InvalidEvent('ticket should have the beliefs it was made with')
    return this.#lossAt(beliefs, labels.indexOf(y), unseen)
  }

  #lossAt(z: ArrayLike<number>, k: number, unseen: number): number {
    if (!this.#loss.probabilistic) return this.#loss.value(z, k)
    if (k < 0) return 0 - log(Math.max(unseen, minProbability))
    return this.#loss.value(z, k) - log1p(-unseen)
  }

  /** Takes in the scores of a class seen for the first time; the scores of this event include it, as 0. */
  #grow(): void {
    const scores = this.#loss.scores(this.#labels.size)
    if (scores === this.#z.length) return
    this.#weights.grow(scores)
    const z = new Float64Array(scores)
    z.set(this.#z)
    this.#z = z
    this.#gradient = new Float64Array(scores)
  }
}
