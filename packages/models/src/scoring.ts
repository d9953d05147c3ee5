import type { SnapshotReader, SnapshotWriter, Stateful, Vector } from '@rivulet/core'
import { type ClassificationLoss, sgd } from '@rivulet/optim'
import { Stepper } from './stepper.ts'
import { type WeightOptions, Weights } from './weights.ts'

/** One example of a minibatch, ready: its class index, and the step size that is its share. */
export interface Share {
  readonly x: Vector
  readonly k: number
  readonly rate: number
}

/** The scores of a linear model, z = Wx + b, and the steps of its weights down the gradient of a loss of them. */
export class Scoring implements Stateful {
  readonly #loss: ClassificationLoss
  readonly weights: Weights
  readonly #stepper: Stepper
  readonly #penalised: boolean
  #z: Float64Array
  #gradient: Float64Array

  /** @param classes - K */
  constructor(loss: ClassificationLoss, classes: number, options: WeightOptions) {
    this.#loss = loss
    this.weights = new Weights(loss.scores(classes), options)
    this.#stepper = new Stepper(options.rule ?? sgd)
    this.#penalised = this.weights.penalised
    this.#z = new Float64Array(this.weights.scores)
    this.#gradient = new Float64Array(this.weights.scores)
  }

  /** The scores of x; the same array every time. */
  score(x: Vector): Float64Array {
    this.weights.score(x, this.#z)
    return this.#z
  }

  /** Before a step, catches up with what penalties did to the features of x, and scores it. */
  begin(x: Vector): Float64Array {
    if (this.#penalised) this.weights.settle(x)
    return this.score(x)
  }

  /** Takes the step of the example that was begun, whose class is k; `eta` is for the penalties, `rate` for the gradient. */
  finish(x: Vector, k: number, eta: number, rate: number): void {
    this.#loss.gradient(this.#z, k, this.#gradient)
    if (this.#penalised) this.weights.charge(eta)
    this.#stepper.step(this.weights, x, this.#gradient, rate, this.#loss, this.#z, k)
  }

  /**
   * One step on a minibatch: w ← w − Σ_b rate_b ∇ℓ_b, every gradient taken at the weights before it.
   *
   * @param scored - shown the scores of each example before the step
   */
  stepTogether(batch: readonly Share[], eta: number, scored: (z: Float64Array, b: number) => void): void {
    if (batch.length === 0) return
    for (const { x } of batch) this.weights.settle(x)
    const scores = batch.map(({ x }, b) => {
      const z = this.score(x).slice()
      scored(z, b)
      return z
    })
    this.weights.charge(eta)
    for (const [b, { x, k, rate }] of batch.entries()) {
      const z = scores[b] as Float64Array
      this.#loss.gradient(z, k, this.#gradient)
      this.#stepper.step(this.weights, x, this.#gradient, rate, this.#loss, z, k)
    }
  }

  /** Takes in the scores of classes seen for the first time; the scores of an example that was begun include them, as 0. */
  grow(classes: number): void {
    const scores = this.#loss.scores(classes)
    if (scores === this.#z.length) return
    this.weights.grow(scores)
    const z = new Float64Array(scores)
    z.set(this.#z)
    this.#z = z
    this.#gradient = new Float64Array(scores)
  }

  /** Writes the weights, and what the rule remembers beside them. */
  save(to: SnapshotWriter): void {
    this.weights.save(to.child('weights'))
    this.#stepper.save(to.child('rule'))
  }

  /** Takes the saved weights of as many classes. */
  load(from: SnapshotReader): void {
    this.weights.load(from.child('weights'))
    this.#stepper.load(from.child('rule'))
  }
}
