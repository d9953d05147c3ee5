import type {
  Forecast,
  RegressOptions,
  Regressor,
  SnapshotReader,
  SnapshotWriter,
  Vector,
  VectorLimits,
} from '@rivulet/core'
import { checkVector } from '@rivulet/core'
import { readExpected } from '@rivulet/core/snapshot'
import { checkLearnOptions, checkStep } from '../checkStep.ts'
import { type Clock, clockOf } from '../clock.ts'
import { type Coefficients, weightsAt } from '../coefficients.ts'
import { Scoring } from '../scoring.ts'
import { placeAll } from '../setCoefficients.ts'
import { checkWeights, saidBy, targetOf } from './checkTarget.ts'
import {
  checkOutput,
  explainOutput,
  type RegressionExplainOptions,
  type RegressionExplanation,
} from './explainOutput.ts'
import {
  checkRegression,
  kindOfRegression,
  type RegressionExample,
  type RegressionOptions,
  type TargetOf,
} from './regressionOptions.ts'
import { LARGEST, mostPull, type Pull, squaredError, TargetLoss } from './targetLoss.ts'

/**
 * Linear regression with one output or several: a step before softmax, which makes probabilities of its scores.
 *
 * z = Wx + b;  ℓ = ½ Σ_c (z_c − y_c)²;  w_c ← w_c − η (z_c − y_c) x
 *
 * A target is a number; with `outputs: C` it is a list of C numbers, each learned as if alone. The step is that of softmax regression
 * with z in place of p. Rules, schedules, penalties, minibatches, late tickets and snapshots are those of {@link LinearClassifier}. Squared
 * error pulls without bound: with a constant η it diverges where η ‖x‖² > 2. Features, targets and single steps are at most 1e50, so
 * that no forecast is ever infinite.
 *
 * @example
 * ```ts
 * import { LinearRegression } from '@rivulet/models'
 *
 * const line = new LinearRegression({ features: 1, eta: 0.1 })
 * for (let i = 0; i < 500; i++) line.learn([i % 3], 2 * (i % 3) + 1)
 * Math.abs(line.predict([10]).value - 21) < 1e-6 // => true
 * ```
 *
 * @see Widrow & Hoff (1960), Adaptive Switching Circuits
 */
export class LinearRegression<const C extends number | undefined = undefined>
  implements Regressor<Vector, TargetOf<C>>
{
  readonly #options: RegressionOptions<C>
  readonly #limits: VectorLimits
  readonly #loss = new TargetLoss()
  #scoring: Scoring
  #clock: Clock

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: RegressionOptions<C> = {}) {
    checkRegression(options)
    this.#options = options
    this.#limits = { features: options.features, magnitude: LARGEST }
    ;[this.#scoring, this.#clock] = this.#fresh()
  }

  /** Events learned. */
  get t(): number {
    return this.#clock.t
  }

  /** How many there are. */
  get outputs(): number {
    return this.#options.outputs ?? 1
  }

  /** The step size that the next `learn` uses by itself. */
  eta(): number {
    return this.#clock.eta()
  }

  /** What is expected, z = Wx + b; InvalidEvent for features that are none. */
  predict(x: Vector): Forecast<TargetOf<C>> {
    const z = this.#scoring.score(x)
    const value = this.#options.outputs === undefined ? (z[0] as number) : Array.from(z)
    return { value: value as TargetOf<C> }
  }

  /** The loss of today's forecast, ½ Σ_c (z_c − y_c)², without a step; InvalidEvent for features or a target that are none. */
  loss(x: Vector, y: TargetOf<C>): number {
    return squaredError(this.#scoring.score(x), targetOf(y, this.#options.outputs))
  }

  /**
   * One step on one example.
   *
   * @returns the loss of the ticket if there is one, else of today's forecast
   * @throws InvalidEvent for features, a target or a weight that are none, before anything changes
   * @throws RangeError for a step size that is negative or not finite
   */
  learn(x: Vector, y: TargetOf<C>, options: RegressOptions<TargetOf<C>> = {}): number {
    checkLearnOptions(options)
    const { eta = this.eta(), weight = 1, ticket } = options
    const z = this.#scoring.score(x)
    const target = targetOf(y, this.#options.outputs)
    checkStep(eta, weight)
    const loss = squaredError(ticket === undefined ? z : saidBy(ticket, this.#options.outputs), target)
    this.#loss.batch = [{ y: target, most: mostPull(x, eta * weight) }]
    this.#scoring.step(x, 0, eta, eta * weight)
    this.#clock.tick(1)
    return loss
  }

  /**
   * One step on a minibatch: w ← w − η (1/B) Σ_b ∇ℓ_b, every gradient taken at the weights before it. Counts B events.
   *
   * @returns the mean of the losses that `learn` would have returned, NaN for none; throws as it does, before anything changes
   */
  learnMany(
    batch: readonly RegressionExample<Vector, TargetOf<C>>[],
    { eta = this.eta() }: { readonly eta?: number } = {},
  ): number {
    checkStep(eta, 1)
    const pulls: Pull[] = []
    let sum = 0
    for (const { x, y, weight = 1, ticket } of batch) {
      checkStep(eta, weight)
      const z = this.#scoring.score(x)
      const target = targetOf(y, this.#options.outputs)
      sum += squaredError(ticket === undefined ? z : saidBy(ticket, this.#options.outputs), target)
      pulls.push({ y: target, most: mostPull(x, eta * weight) })
    }
    this.#loss.batch = pulls
    const shares = batch.map(({ x, weight = 1 }, k) => ({ x, k, rate: (eta * weight) / batch.length }))
    this.#scoring.stepTogether(shares, eta, () => {})
    this.#clock.tick(batch.length)
    return sum / batch.length
  }

  /** Starts the schedule again from η(0), and an adaptive rule's sums from 0; the weights stay. Costs every feature seen. */
  reopen(): void {
    this.#clock.reopen()
    this.#scoring.weights.reopen()
  }

  /** The bias and the weights of an output, the first unless said, features ascending. */
  coefficients(output = 0): Coefficients {
    checkOutput(output, this.outputs)
    return weightsAt(this.#scoring.weights, output)
  }

  /**
   * Puts weights in the place of those that an output has, as {@link LinearClassifier.setCoefficients} does for a class.
   *
   * @throws RangeError for what are no coefficients of this model, before anything changes
   */
  setCoefficients(output: number, coefficients: Partial<Coefficients>): void {
    checkOutput(output, this.outputs)
    placeAll(this.#scoring.weights, output, 1, coefficients, this.#limits, this.#options.bias ?? true)
  }

  /** What each feature adds to an output, the first unless said, exactly: z = b + Σ w_i x_i. */
  explain(x: Vector, options: RegressionExplainOptions = {}): RegressionExplanation {
    checkVector(x, this.#limits)
    checkOutput(options.output ?? 0, this.outputs)
    return explainOutput(this.#scoring.weights, x, options)
  }

  /** Writes configuration, counts and weights. */
  save(to: SnapshotWriter): void {
    to.text('learner', kindOfRegression(this.#options))
    this.#clock.save(to)
    this.#scoring.save(to)
  }

  /** Goes on where the saved learner was; it must have been constructed alike. */
  load(from: SnapshotReader): void {
    readExpected(from, 'learner', kindOfRegression(this.#options))
    const [scoring, clock] = this.#fresh()
    clock.load(from)
    scoring.load(from)
    checkWeights(scoring.weights)
    this.#scoring = scoring
    this.#clock = clock
  }

  #fresh(): readonly [Scoring, Clock] {
    const scoring = new Scoring(this.#loss, this.outputs, this.#limits, this.#options)
    return [scoring, clockOf(this.#options)]
  }
}
