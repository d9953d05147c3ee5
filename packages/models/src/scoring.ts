import type { SnapshotReader, SnapshotWriter, Stateful, Vector, VectorLimits } from '@rivulet/core'
import { checkSaved, readArray } from '@rivulet/core/snapshot'
import { type Loss, sgd, type UpdateRule } from '@rivulet/optim'
import { type WeightOptions, Weights } from './weights.ts'

/** One example of a minibatch, ready: its class index, and the step size that is its share. */
export interface Share {
  readonly x: Vector
  readonly k: number
  readonly rate: number
}

/** A loss of scores, and how many it reads for K classes or outputs. */
export interface ScoringLoss extends Loss {
  scores(count: number): number
}

/** The scores of a linear model, z = Wx + b, and the steps of its weights down the gradient of a loss of them. */
export class Scoring implements Stateful {
  readonly weights: Weights
  readonly #loss: ScoringLoss
  readonly #rule: UpdateRule
  /** What the rule remembers from event to event. */
  readonly #memory: Float64Array
  #z: Float64Array
  #gradient: Float64Array

  /**
   * @param classes - K
   * @param open - whether more may come
   */
  constructor(loss: ScoringLoss, classes: number, limits: VectorLimits, options: WeightOptions, open = false) {
    const scores = loss.scores(classes)
    const { rule = sgd() } = options
    this.weights = new Weights(scores, limits, options, open)
    this.#loss = loss
    this.#rule = rule
    this.#memory = new Float64Array(rule.event?.memory ?? 0)
    this.#z = new Float64Array(scores)
    this.#gradient = new Float64Array(scores)
  }

  /**
   * The scores of x; the same array every time.
   *
   * @throws InvalidEvent for features that are none
   */
  score(x: Vector): Float64Array {
    this.weights.score(x, this.#z)
    return this.#z
  }

  /** Takes the step of the example scored last, whose class is k; `eta` is for the penalties, `rate` for the gradient. */
  step(x: Vector, k: number, eta: number, rate: number): void {
    this.weights.settle()
    this.weights.charge(eta)
    this.#move(x, this.#z, k, rate)
  }

  /**
   * One step on a minibatch: w ← w − Σ_b rate_b ∇ℓ_b, every gradient taken at the weights before it.
   *
   * @param scored - shown the scores of each example before the step
   */
  stepTogether(batch: readonly Share[], eta: number, scored: (z: Float64Array, b: number) => void): void {
    if (batch.length === 0) return
    const scores = batch.map(({ x }, b) => {
      const z = this.score(x).slice()
      this.weights.settle()
      scored(z, b)
      return z
    })
    this.weights.charge(eta)
    for (const [b, { x, k, rate }] of batch.entries()) {
      this.weights.take(x)
      this.#move(x, scores[b] as Float64Array, k, rate)
    }
  }

  /** One step of the rule on the event taken, at the scores z. */
  #move(x: Vector, z: Float64Array, k: number, rate: number): void {
    const [weights, gradient, loss] = [this.weights, this.#gradient, this.#loss]
    const { event } = this.#rule
    loss.gradient(z, k, gradient)
    if (event !== undefined && gradient.every((g) => g === 0)) return
    weights.admit(x)
    if (event !== undefined) {
      const sums = new Float64Array(gradient.length + 1)
      weights.measure(gradient, sums)
      event.aim(gradient, sums, this.#memory, rate, loss, () => loss.value(z, k))
    }
    weights.step(gradient, rate)
  }

  /** Whether there is room for so many classes. */
  fits(classes: number): boolean {
    return this.weights.fits(this.#loss.scores(classes))
  }

  /** Takes in the scores of classes seen for the first time; those of an example x that was scored last include them, as 0. */
  grow(classes: number, x?: Vector): void {
    const scores = this.#loss.scores(classes)
    if (scores === this.#z.length) return
    this.weights.grow(scores)
    if (x !== undefined) this.weights.take(x)
    const z = new Float64Array(scores)
    z.set(this.#z)
    this.#z = z
    this.#gradient = new Float64Array(scores)
  }

  /** Writes the weights, and what the rule remembers beside them. */
  save(to: SnapshotWriter): void {
    this.weights.save(to.child('weights'))
    to.child('rule').array('memory', this.#memory)
  }

  /** Takes the saved weights of as many classes. */
  load(from: SnapshotReader): void {
    this.weights.load(from.child('weights'))
    const memory = readArray(from.child('rule'), 'memory', 'F64', this.#memory.length)
    checkSaved(this.#rule.event?.holds?.(memory) ?? true, 'memory', `such as that of ${this.#rule.name}`, memory)
    this.#memory.set(memory)
  }
}
