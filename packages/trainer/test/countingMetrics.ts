import {
  type Label,
  logLoss,
  type Metric,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'

/** A small metric for the tests: a weighted mean of some number of each event. */
abstract class Mean<L extends Label> implements Metric<L> {
  #sum = 0
  #n = 0

  abstract of(y: L, prediction: Prediction<L>): number

  get value(): number {
    return this.#sum / this.#n
  }

  update(y: L, prediction: Prediction<L>, weight = 1): void {
    this.#sum += weight * this.of(y, prediction)
    this.#n += weight
  }

  save(to: SnapshotWriter): void {
    to.array('mean', [this.#sum, this.#n])
  }

  load(from: SnapshotReader): void {
    const [sum, n] = from.array('mean')
    this.#sum = sum as number
    this.#n = n as number
  }
}

/** How often the prediction was right. */
export class Hits<L extends Label = Label> extends Mean<L> {
  override of(y: L, { label }: Prediction<L>): number {
    return y === label ? 1 : 0
  }
}

/** The mean surprise in nats. */
export class Surprise<L extends Label = Label> extends Mean<L> {
  override of(y: L, prediction: Prediction<L>): number {
    return logLoss(prediction, y)
  }
}
