import { type Label, Labels, type Prediction, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { between, checkSaved, readArray, readCount, whole } from '@rivulet/core/snapshot'
import type { MaxLabelsOptions } from '../distribution/maxLabels.ts'
import { MOST } from '../sum/saveSums.ts'
import { certain } from './certain.ts'
import type { Forecaster } from './forecaster.ts'

/** Says the class that has come most often so far, for certain; on a tie the one that got there first. */
export class Majority<L extends Label = Label> implements Forecaster<L> {
  readonly name: string = 'majority'
  #labels: Labels<L>
  #weights: number[] = []
  #leader = -1
  #forecast: Prediction<L> = certain<L>(undefined)

  /** @param options - `maxLabels`, default 10,000 */
  constructor(options: MaxLabelsOptions = {}) {
    this.#labels = new Labels<L>('open', options)
  }

  /** The majority class, for certain. */
  forecast(): Prediction<L> {
    return this.#forecast
  }

  /** Counts a label. */
  learn(y: L, weight: number): void {
    const k = this.#labels.admit(y)
    const sum = (this.#weights[k] ?? 0) + weight
    this.#weights[k] = sum
    if (k !== this.#leader && sum > (this.#weights[this.#leader] ?? 0)) this.#lead(k)
  }

  /** Writes the weight of each label, and which leads. */
  save(to: SnapshotWriter): void {
    this.#labels.save(to)
    to.array('weights', this.#weights)
    to.text('leader', String(this.#leader))
  }

  /** Restores them. */
  load(from: SnapshotReader): void {
    const labels = new Labels<L>('open', { maxLabels: this.#labels.maxLabels })
    labels.load(from)
    const weights = Array.from(readArray(from, 'weights', 'F64', labels.size, between(0, MOST)))
    const most = weights.reduce((a, b) => Math.max(a, b), 0)
    const leader = readCount(from, 'leader', whole(-1, most === 0 ? -1 : labels.size - 1))
    checkSaved((weights[leader] ?? 0) === most, 'leader', 'a label with the most weight', leader)
    this.#labels = labels
    this.#weights = weights
    this.#lead(leader)
  }

  #lead(k: number): void {
    this.#leader = k
    this.#forecast = certain(this.#labels.list[k])
  }
}
