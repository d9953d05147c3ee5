import { checkLabel, type Label, type Prediction, type SnapshotReader, type SnapshotWriter } from '@rivulet/core'
import { checkSaved, readLabels, writeLabels } from '@rivulet/core/snapshot'
import { certain } from './certain.ts'
import type { Forecaster } from './forecaster.ts'

/** Says that the label stays what it was: ŷ = the last one known, for certain. */
export class LastLabel<L extends Label = Label> implements Forecaster<L> {
  readonly name: string = 'lastLabel'
  #last: L | undefined
  #forecast: Prediction<L> = certain<L>(undefined)

  /** The last label, for certain. */
  forecast(): Prediction<L> {
    return this.#forecast
  }

  /** Takes the label for the last one, whatever its weight. */
  learn(y: L): void {
    checkLabel(y)
    this.#say(y)
  }

  /** Writes the last label, if there is one. */
  save(to: SnapshotWriter): void {
    writeLabels(to, 'last', this.#last === undefined ? [] : [this.#last])
  }

  /** Restores it. */
  load(from: SnapshotReader): void {
    const last = readLabels(from, 'last') as L[]
    checkSaved(last.length <= 1, 'last', 'a label or none', last)
    this.#say(last[0])
  }

  #say(y: L | undefined): void {
    if (y === this.#last) return
    this.#last = y
    this.#forecast = certain(y)
  }
}
