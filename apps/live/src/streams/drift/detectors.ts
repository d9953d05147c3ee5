import type { Label, Prediction, SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import { Adwin, Ddm, KlTest, PageHinkley } from '@rivulet/metrics/drift'
import { AlarmLane } from './alarmLane.ts'
import type { Lane } from './picture.ts'

/** The four detectors with their defaults, over one model: three look at its errors, one at the labels alone. */
export class Detectors implements Stateful {
  readonly #ofErrors = { ADWIN: new Adwin(), DDM: new Ddm(), 'Page–Hinkley': new PageHinkley() }
  readonly #ofLabels: KlTest<Label> = new KlTest()
  readonly #lanes: readonly AlarmLane[]
  readonly #parts: Stateful

  constructor() {
    const names = [...Object.keys(this.#ofErrors), 'KL of labels']
    this.#lanes = names.map((name) => new AlarmLane(name, true))
    const lanes = this.#lanes.map((lane) => [`lane ${lane.name}`, lane] as const)
    this.#parts = record({ ...this.#ofErrors, labels: this.#ofLabels, ...Object.fromEntries(lanes) })
  }

  /** Shows the detectors event n, and what was predicted of it. */
  update(n: number, y: Label, prediction: Prediction): void {
    const error = prediction.label === y ? 0 : 1
    const said = [...Object.values(this.#ofErrors).map((detector) => detector.update(error)), this.#ofLabels.update(y)]
    for (const [i, alarm] of said.entries()) if (alarm === 'drift') this.#lanes[i]?.raise(n)
  }

  /** What is shown of each, from event `since` on. */
  lanes(since: number): Lane[] {
    return this.#lanes.map((lane) => lane.lane(since))
  }

  /** Writes the detectors and their alarms. */
  save(to: SnapshotWriter): void {
    this.#parts.save(to)
  }

  /** Goes on from those that were saved, or throws and changes nothing. */
  load(from: SnapshotReader): void {
    this.#parts.load(from)
  }
}
