import {
  check,
  checkOptions,
  type Label,
  type Metric,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
} from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import type { Baseline } from '../baseline/baseline.ts'

/** What a skill compares. */
export interface SkillOptions<L extends Label> {
  /** Scores the model's tickets. */
  readonly model: Metric<L>
  /** Scores a trivial forecaster, with the same metric. */
  readonly baseline: Baseline<L>
  /** The metric's value for perfect predictions: 1 for an accuracy, 0 for a loss. */
  readonly perfect: number
}

/**
 * How much of the way from a baseline to perfection a model has gone: 1 is perfect, 0 the baseline, below 0 worse than it.
 *
 * (m − b) / (perfect − b), m the metric of the model, b that of the baseline
 *
 * A baseline depends on the order of events, so a skill can take none back: put the window inside, into both metrics.
 *
 * @example
 * ```ts
 * import { Accuracy, MajorityBaseline, Skill } from '@rivulet/metrics'
 *
 * const skill = new Skill({ model: new Accuracy(), baseline: new MajorityBaseline(), perfect: 1 })
 * for (const y of ['no', 'yes', 'no']) skill.update(y, { label: y, labels: ['no', 'yes'], probabilities: [0.5, 0.5] })
 * skill.value // => 1
 * ```
 *
 * @see Murphy (1988), Skill Scores Based on the Mean Square Error and Their Relationships to the Correlation Coefficient
 */
export class Skill<L extends Label = Label> implements Metric<L> {
  /** The metric of the model; to be read, not updated. */
  readonly model: Metric<L>
  /** The metric of the baseline; to be read, not updated. */
  readonly baseline: Baseline<L>
  readonly #perfect: number

  /** @param options - the two metrics, and what would be perfect */
  constructor(options: SkillOptions<L>) {
    checkOptions('Skill', options, ['baseline', 'model', 'perfect'])
    const { model, baseline, perfect } = options
    check(Number.isFinite(perfect), 'perfect', 'a finite number', perfect)
    this.model = model
    this.baseline = baseline
    this.#perfect = perfect
  }

  /** Scores the ticket, and the forecast that the baseline made with it. */
  update(y: L, prediction: Prediction<L>, weight?: number): void {
    // First what may be missing, so that the model's metric has counted nothing then.
    if (prediction?.baselines !== undefined) this.baseline.forecastIn(prediction)
    this.model.update(y, prediction, weight)
    this.baseline.update(y, prediction, weight)
  }

  /** The forecasts of the baseline, made now: what a ticket needs whose label may come late. */
  forecasts(): Readonly<Record<string, Prediction<L>>> {
    return this.baseline.forecasts()
  }

  /** The skill, ≤ 1; NaN before the first event, and while the baseline is perfect too. */
  get value(): number {
    const baseline = this.baseline.value
    return (this.model.value - baseline) / (this.#perfect - baseline)
  }

  /** Writes both metrics. */
  save(to: SnapshotWriter): void {
    this.#parts().save(to)
  }

  /** Restores both. */
  load(from: SnapshotReader): void {
    this.#parts().load(from)
  }

  #parts(): ReturnType<typeof record> {
    return record({ model: this.model, baseline: this.baseline })
  }
}
