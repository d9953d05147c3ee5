import { argmax, type Label, Labels, type Prediction, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { between, checkSaved, readArray } from '@rivulet/core/snapshot'
import type { MaxLabelsOptions } from '../distribution/maxLabels.ts'
import { MOST } from '../sum/saveSums.ts'
import type { Forecaster } from './forecaster.ts'

/** Says each class with the probability with which it has come so far: see `DistributionBaseline`. */
export class LabelFrequencies<L extends Label = Label> implements Forecaster<L> {
  readonly name: string = 'distribution'
  #labels: Labels<L>
  #weights: number[] = []
  #total = 0

  /** @param options - `maxLabels`, default 10,000 */
  constructor(options: MaxLabelsOptions = {}) {
    this.#labels = new Labels<L>('open', options)
  }

  /** The distribution of the labels so far. */
  forecast(): Prediction<L> {
    const labels = this.#labels.list
    const weights = this.#weights
    const total = this.#total
    const probabilities = new Array<number>(weights.length)
    for (let k = 0; k < weights.length; k++) probabilities[k] = (weights[k] as number) / total
    return { label: labels[argmax(weights)], labels, probabilities, unseen: 1 / (total + labels.length + 1) }
  }

  /** Counts a label. */
  learn(y: L, weight: number): void {
    // A class without weight would have probability 0/0 at first.
    if (weight === 0) {
      this.#labels.check(y)
      return
    }
    const k = this.#labels.admit(y)
    this.#weights[k] = (this.#weights[k] ?? 0) + weight
    this.#total += weight
  }

  /** Writes the weight of each label, and of all. */
  save(to: SnapshotWriter): void {
    this.#labels.save(to)
    to.array('weights', [...this.#weights, this.#total])
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    const labels = new Labels<L>('open', { maxLabels: this.#labels.maxLabels })
    labels.load(from)
    const weights = Array.from(readArray(from, 'weights', 'F64', labels.size + 1, between(0, MOST)))
    const total = weights.pop() as number
    const sum = weights.reduce((a, b) => a + b, 0)
    const agree = weights.every((weight) => weight > 0) && Math.abs(total - sum) <= 1e-6 * sum
    checkSaved(agree, 'weights', `> 0, and ${total} together`, weights)
    this.#labels = labels
    this.#weights = weights
    this.#total = total
  }
}
