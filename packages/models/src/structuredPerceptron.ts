import {
  argmax,
  check,
  checkOptions,
  InvalidEvent,
  type Label,
  Labels,
  type Learner,
  type LearnOptions,
  oneHot,
  type Prediction,
  type Schedule,
  type SnapshotReader,
  type SnapshotWriter,
  type Vector,
} from '@rivulet/core'
import { readExpected } from '@rivulet/core/snapshot'
import { multiclassPerceptronLoss, sgd } from '@rivulet/optim'
import { checkLearnOptions, checkStep } from './checkStep.ts'
import { type Clock, clockOf } from './clock.ts'
import { type Coefficients, weightsAt } from './coefficients.ts'
import { checkSteps } from './linearOptions.ts'
import { MAGNITUDE } from './magnitude.ts'
import { gradientAt, ticketLoss } from './ticketLoss.ts'
import { Weights } from './weights.ts'

/** What a structured perceptron can be told. */
export interface StructuredOptions<X, L extends Label> {
  /** The answers that it chooses from, in order. */
  readonly labels: readonly L[]
  /** F(x, y): the features of an event and an answer together. A function of its arguments alone; it throws InvalidEvent for what is no event. */
  readonly map: (x: X, y: L) => Vector
  /** How many features F has; without it, as many as come, with indices below 2²⁴. */
  readonly features?: number
  /** The step size, a number or a function of the count; default 1. */
  readonly eta?: number | Schedule
}

/**
 * The multiclass perceptron over any joint features of event and answer: one weight vector, the answer of the largest score.
 *
 * ŷ = argmax_y w·F(x, y);  on a mistake  w ← w + η (F(x, y) − F(x, ŷ))
 *
 * It is the structured perceptron's step: answers that share features (singular and plural of one word, neighbouring grades, the tags of a
 * sentence written as one label) share what is learned of them. With the block map, {@link jointFeatureMap}, it is
 * {@link MulticlassPerceptron}. A tie is a mistake, as it is there. There is no bias; F may hold one. An event costs K maps.
 *
 * @example
 * ```ts
 * import { StructuredPerceptron } from '@rivulet/models'
 *
 * const grades = [1, 2, 3] as const
 * const model = new StructuredPerceptron({ labels: grades, map: (x: number, y) => [x * y, y * y] })
 * for (let i = 0; i < 30; i++) model.learn(grades[i % 3]!, grades[i % 3]!)
 * const answers = grades.map((x) => model.predict(x).label) // => [1, 2, 3]
 * ```
 *
 * @see Collins (2002), Discriminative Training Methods for Hidden Markov Models
 */
export class StructuredPerceptron<X = Vector, const L extends Label = Label> implements Learner<X, L> {
  readonly #options: StructuredOptions<X, L>
  readonly #labels: Labels<L>
  #weights: Weights
  readonly #z: Float64Array = new Float64Array(1)
  #clock: Clock

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: StructuredOptions<X, L>) {
    checkOptions<StructuredOptions<X, L>>('StructuredPerceptron', options, ['labels', 'map', 'features', 'eta'])
    const { labels, map } = options
    checkSteps(options)
    check(Array.isArray(labels), 'labels', 'a list of labels', labels)
    check(typeof map === 'function', 'map', 'a function (x, y) => features', map)
    this.#options = { ...options, eta: options.eta ?? 1 }
    this.#labels = new Labels<L>(labels)
    this.#weights = this.#newWeights()
    this.#clock = clockOf({ rule: sgd(), eta: options.eta ?? 1 })
  }

  #newWeights(): Weights {
    return new Weights(1, { features: this.#options.features, magnitude: MAGNITUDE }, { bias: false })
  }

  /** Events learned. */
  get t(): number {
    return this.#clock.t
  }

  /** The answers that it chooses from. */
  get labels(): readonly L[] {
    return this.#labels.list
  }

  /** The step size that the next `learn` uses by itself. */
  eta(): number {
    return this.#clock.eta()
  }

  /** The answer gets all of the probability; the ticket's beliefs are the scores w·F(x, y). InvalidEvent for what is no event. */
  predict(x: X): Prediction<L> {
    const { labels } = this
    const beliefs = this.#scores(x)
    const k = argmax(beliefs)
    return { label: labels[k] as L, labels, probabilities: oneHot(k, labels.length), beliefs }
  }

  /**
   * One step on one example.
   *
   * @returns by how much the answer's score was above the label's: the ticket's if there is one, else today's
   * @throws InvalidEvent for an event, a label or a weight that is none, before anything changes
   * @throws RangeError for a step size that is negative or not finite
   */
  learn(x: X, y: L, options: LearnOptions<L> = {}): number {
    checkLearnOptions(options)
    const { eta = this.eta(), weight = 1, ticket } = options
    const beliefs = this.#scores(x)
    const gradient = gradientAt(multiclassPerceptronLoss, beliefs, this.#labels, y)
    checkStep(eta, weight)
    const k = this.#labels.indexOf(y)
    const loss =
      ticket === undefined
        ? multiclassPerceptronLoss.value(beliefs, k)
        : ticketLoss(multiclassPerceptronLoss, ticket, y)
    const right = gradient.every((g) => g === 0)
    // F is asked for both before a weight moves, so that a map that refuses changes nothing.
    const moves = right ? [] : gradient.flatMap((g, c) => (g === 0 ? [] : [{ g, features: this.#mapped(x, c) }]))
    for (const { g, features } of moves) {
      this.#weights.take(features)
      this.#weights.admit(features)
      this.#weights.step(Float64Array.of(g), eta * weight)
    }
    this.#clock.tick(1)
    return loss
  }

  /** The weight of each feature of F that was learned. */
  coefficients(): Coefficients {
    return weightsAt(this.#weights, 0)
  }

  /** Starts the schedule again from η(0); the weights stay. */
  reopen(): void {
    this.#clock.reopen()
  }

  /** Writes configuration, counts and weights; the map is a function and not among them. */
  save(to: SnapshotWriter): void {
    to.text('learner', this.#kind())
    this.#clock.save(to)
    this.#labels.save(to.child('labels'))
    this.#weights.save(to.child('weights'))
  }

  /** Goes on where the saved learner was; it must have been constructed alike, with the same map. */
  load(from: SnapshotReader): void {
    readExpected(from, 'learner', this.#kind())
    const [clock, weights] = [clockOf({ rule: sgd(), eta: this.#options.eta as number | Schedule }), this.#newWeights()]
    clock.load(from)
    new Labels<L>(this.labels).load(from.child('labels'))
    weights.load(from.child('weights'))
    this.#clock = clock
    this.#weights = weights
  }

  #kind(): string {
    return `structured perceptron over ${this.#options.features ?? 'any'} features`
  }

  #scores(x: X): number[] {
    return this.labels.map((_, k) => {
      this.#weights.score(this.#mapped(x, k), this.#z)
      return this.#z[0] as number
    })
  }

  #mapped(x: X, k: number): Vector {
    const features = this.#options.map(x, this.labels[k] as L)
    if (typeof features === 'object' && features !== null) return features
    throw new InvalidEvent(`map should give features, but gave ${String(features)}`)
  }
}
