import {
  argmax,
  InvalidEvent,
  type Label,
  type Learner,
  type LearnOptions,
  logLoss,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  softmax,
} from '@rivulet/core'
import { between, checkSaved, readArray } from '@rivulet/core/snapshot'

/**
 * A small learner for the tests: softmax regression over d dense features, whose temperature depends on the tickets it gets
 * back, so that a wrong ticket changes its bytes.
 */
export class SoftmaxLearner<const L extends Label> implements Learner<readonly number[], L> {
  readonly labels: readonly L[]
  #t = 0
  #opened = 0
  #trust = 1
  #weights: Float64Array
  readonly #d: number

  constructor(d: number, labels: readonly L[]) {
    this.labels = labels
    this.#d = d
    this.#weights = new Float64Array(d * labels.length)
  }

  get t(): number {
    return this.#t
  }

  eta(): number {
    return 0.5 / Math.sqrt(this.#t - this.#opened + 1)
  }

  reopen(): void {
    this.#opened = this.#t
  }

  predict(x: readonly number[]): Prediction<L> {
    this.#check(x)
    const z = this.labels.map((_, k) =>
      x.reduce((sum, v, i) => sum + v * (this.#weights[k * this.#d + i] as number), 0),
    )
    const probabilities = softmax(z, this.#trust)
    return { label: this.labels[argmax(probabilities)], labels: this.labels, probabilities, beliefs: [this.#trust] }
  }

  learn(x: readonly number[], y: L, how: LearnOptions<L> = {}): number {
    this.#check(x)
    const k = this.labels.indexOf(y)
    if (k < 0) throw new InvalidEvent(`y should be one of the labels, but is ${String(y)}`)
    const { probabilities } = this.predict(x)
    const loss = logLoss(how.ticket ?? this.predict(x), y)
    const eta = (how.eta ?? this.eta()) * (how.weight ?? 1)
    for (let j = 0; j < this.labels.length; j++) {
      const g = (probabilities[j] as number) - (j === k ? 1 : 0)
      for (let i = 0; i < this.#d; i++) (this.#weights[j * this.#d + i] as number) -= eta * g * (x[i] as number)
    }
    this.#trust = 0.9 * (how.ticket?.beliefs?.[0] ?? this.#trust) + 0.05 * (1 + loss / (1 + loss))
    this.#t += 1
    return loss
  }

  save(to: SnapshotWriter): void {
    to.array('counts', [this.#t, this.#opened, this.#trust])
    to.array('weights', this.#weights)
  }

  load(from: SnapshotReader): void {
    const [t, opened, trust] = readArray(from, 'counts', 'F64', 3, between(0, 2 ** 53)) as unknown as [
      number,
      number,
      number,
    ]
    checkSaved(opened <= t, 'opened', `at most ${t}`, opened)
    this.#weights = readArray(from, 'weights', 'F64', this.#weights.length, between(-1e100, 1e100))
    this.#t = t
    this.#opened = opened
    this.#trust = trust
  }

  #check(x: readonly number[]): void {
    if (x.length !== this.#d) throw new InvalidEvent(`x should have length ${this.#d}, but has ${x.length}`)
    for (const v of x) if (!Number.isFinite(v)) throw new InvalidEvent(`x should be finite, but holds ${v}`)
  }
}
