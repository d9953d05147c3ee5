import type { Loss } from '../losses/loss.ts'
import type { UpdateRule } from './updateRule.ts'

/** A sparse event, the bias among its features if it is to have one. */
export type Features = ReadonlyMap<number, number>

/** The least that an update rule needs around it: rows by feature, dense or not, and the two passes in their order. */
export class Linear {
  readonly rows: Float64Array
  readonly #rule: UpdateRule
  readonly #loss: Loss
  readonly #scores: number
  readonly #width: number
  readonly #memory: Float64Array

  constructor(rule: UpdateRule, loss: Loss, features: number, scores = 1) {
    this.#rule = rule
    this.#loss = loss
    this.#scores = scores
    this.#width = scores * (1 + rule.memory)
    this.rows = new Float64Array(features * this.#width)
    this.#memory = new Float64Array(rule.event?.memory ?? 0)
  }

  /** z = w·x. */
  scores(x: Features): number[] {
    const z = new Array<number>(this.#scores).fill(0)
    for (const [i, xi] of x) for (let k = 0; k < z.length; k++) z[k]! += this.rows[i * this.#width + k]! * xi
    return z
  }

  /** One step at the scores given, by default those of now. */
  learn(x: Features, y: number, eta: number, z: readonly number[] = this.scores(x)): void {
    const gradient = new Float64Array(this.#scores)
    this.#loss.gradient(z, y, gradient)
    if (gradient.every((g) => g === 0)) return
    const { event } = this.#rule
    if (event !== undefined) {
      const sums = new Float64Array(this.#scores + 1)
      for (const [i, xi] of x) event.measure(this.rows, i * this.#width, this.#scores, gradient, xi, sums)
      event.aim(gradient, sums, this.#memory, eta, this.#loss, () => this.#loss.value(z, y))
    }
    for (const [i, xi] of x) this.#rule.step(this.rows, i * this.#width, this.#scores, gradient, xi, eta)
  }
}
