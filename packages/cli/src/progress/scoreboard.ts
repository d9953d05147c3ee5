import type { Label, Metric, Prediction, SnapshotReader, SnapshotWriter, Stateful } from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import {
  Accuracy,
  CrossEntropy,
  Estimate,
  LabelEntropy,
  LastLabelBaseline,
  MajorityBaseline,
  Rolling,
} from '@rivulet/metrics'
import type { Scores } from './progress.ts'
import { WindowScores } from './windowScores.ts'

/**
 * Everything that a row of the progress table says about predictions and their labels.
 *
 * @example
 * ```ts
 * import { Scoreboard } from '@rivulet/cli/progress'
 *
 * const scoreboard = new Scoreboard()
 * for (const y of ['a', 'a', 'b', 'a']) scoreboard.update(y, { label: 'a', labels: ['a', 'b'], probabilities: [0.75, 0.25] })
 * const { accuracy, majority, lastLabel } = scoreboard.read()
 * accuracy // => 0.75
 * majority // => 0.5
 * lastLabel // => 0.25
 * ```
 */
export class Scoreboard implements Stateful {
  readonly #accuracy: Estimate = new Estimate(() => new Accuracy())
  readonly #window: Rolling<Label, WindowScores>
  readonly #majority: MajorityBaseline = new MajorityBaseline()
  readonly #lastLabel: LastLabelBaseline = new LastLabelBaseline()
  readonly #crossEntropy: CrossEntropy = new CrossEntropy()
  readonly #labelEntropy: LabelEntropy = new LabelEntropy()
  readonly #all: readonly Pick<Metric, 'update'>[]
  readonly #parts: Stateful

  /** @param window - how many of the last events the window holds, ≥ 1 */
  constructor(window: number = 1000) {
    this.#window = new Rolling(new WindowScores(), { events: window })
    const parts = {
      accuracy: this.#accuracy,
      window: this.#window,
      majority: this.#majority,
      lastLabel: this.#lastLabel,
      crossEntropy: this.#crossEntropy,
      labelEntropy: this.#labelEntropy,
    }
    this.#all = Object.values(parts)
    this.#parts = record(parts)
  }

  /** Scores one prediction that was made before its label was known. */
  update(y: Label, prediction: Prediction, weight: number = 1): void {
    for (const metric of this.#all) metric.update(y, prediction, weight)
  }

  /** The scores now; the interval allows for errors that come in runs. */
  read(): Scores {
    const { low, high } = this.#accuracy.interval()
    return {
      accuracy: this.#accuracy.value,
      low,
      high,
      windowAccuracy: this.#window.value,
      majority: this.#majority.value,
      lastLabel: this.#lastLabel.value,
      crossEntropy: this.#crossEntropy.value,
      labelEntropy: this.#labelEntropy.value,
      frequencyBias: this.#window.metric.bias,
    }
  }

  /** Writes every metric. */
  save(to: SnapshotWriter): void {
    this.#parts.save(to)
  }

  /** Restores every metric, or throws and changes none. */
  load(from: SnapshotReader): void {
    this.#parts.load(from)
  }
}
