import {
  check,
  checkBetween,
  checkOptions,
  checkProbabilities,
  checkScored,
  type Label,
  type Prediction,
  type SnapshotReader,
  type SnapshotWriter,
  type Stateful,
} from '@rivulet/core'
import { decode, encode, InvalidSnapshot, readCount, record } from '@rivulet/core/snapshot'
import type { Baseline } from '../baseline/baseline.ts'
import { DistributionBaseline } from '../baseline/distributionBaseline.ts'
import { LastLabelBaseline } from '../baseline/lastLabelBaseline.ts'
import { MajorityBaseline } from '../baseline/majorityBaseline.ts'
import { Panel, type Reportable } from './panel.ts'
import type { Reported, ReportedBaseline, ReportedMetric } from './reported.ts'

/** How a report looks back. */
export interface ReportOptions {
  /** How many of the last events are shown apart, ≥ 1; without it nothing is `recent`. */
  readonly window?: number
  /** How often an interval should hold, between 0 and 1, default .95. */
  readonly confidence?: number
}

/**
 * Metrics that one can act on: each with its interval, its number lately, and the same of three trivial forecasters, which
 * are scored on the same events as the model.
 *
 * The forecasters are the majority class so far and the last label, both certain, and the running distribution of the
 * labels. For accuracies look at the first two, for losses of probabilities at the third: a certain forecast that is wrong
 * costs as much as a loss can. A model whose `difference` interval contains 0 is not known to be better than the baseline.
 */
export class Report<Name extends string, L extends Label = Label> implements Stateful {
  /** How often an interval should hold. */
  readonly confidence: number
  readonly #names: readonly Name[]
  readonly #model: Panel<L>
  readonly #panels: { readonly [B in keyof ReportedMetric['baselines']]: Panel<L> }
  readonly #baselines: { readonly [B in keyof ReportedMetric['baselines']]: Baseline<L> }
  #events = 0

  /**
   * @param metrics - what makes each metric, fresh, by name
   * @param options - the events in the window, and the confidence of the intervals
   */
  constructor(metrics: { readonly [N in Name]: () => Reportable<L> }, options: ReportOptions = {}) {
    checkOptions('report', options, ['confidence', 'window'])
    const { window, confidence = 0.95 } = options
    checkBetween('confidence', confidence, 0, 1)
    this.#names = Object.keys(metrics) as Name[]
    check(this.#names.length > 0, 'metrics', 'at least one', 0)
    for (const name of this.#names) {
      check(
        typeof metrics[name] === 'function',
        `metrics.${name}`,
        'a function that makes it, () => new Accuracy()',
        metrics[name],
      )
    }
    this.confidence = confidence
    const panel = (): Panel<L> => new Panel(metrics, window)
    this.#model = panel()
    this.#panels = { majority: panel(), lastLabel: panel(), distribution: panel() }
    this.#baselines = {
      majority: new MajorityBaseline(this.#panels.majority),
      lastLabel: new LastLabelBaseline(this.#panels.lastLabel),
      distribution: new DistributionBaseline(this.#panels.distribution),
    }
  }

  /** How many events have been counted. */
  get events(): number {
    return this.#events
  }

  /**
   * Counts one event, for the model and for the baselines.
   *
   * @throws InvalidEvent for what is no label, no prediction or no weight; nothing has changed then
   */
  update(y: L, prediction: Prediction<L>, weight = 1): void {
    // Checked here, so that no metric has counted what another then refuses.
    checkScored(y, prediction, weight)
    checkProbabilities(prediction)
    if (prediction.baselines !== undefined)
      for (const baseline of Object.values(this.#baselines)) baseline.forecastIn(prediction)
    this.#model.update(y, prediction, weight)
    for (const baseline of Object.values(this.#baselines)) baseline.update(y, prediction, weight)
    this.#events++
  }

  /** The forecasts of the three, made now: what a ticket needs whose label may come late. */
  forecasts(): Readonly<Record<string, Prediction<L>>> {
    const { majority, lastLabel, distribution } = this.#baselines
    return { ...majority.forecasts(), ...lastLabel.forecasts(), ...distribution.forecasts() }
  }

  /** The numbers now, in the order in which the metrics were given. */
  read(): Reported<Name> {
    return Object.fromEntries(this.#names.map((name) => [name, this.#read(name)])) as Reported<Name>
  }

  /** Writes everything. */
  save(to: SnapshotWriter): void {
    to.text('events', String(this.#events))
    this.#parts().save(to.child('parts'))
  }

  /** Restores everything; the metrics and the window must be the same. */
  load(from: SnapshotReader): void {
    const events = readCount(from, 'events')
    const parts = this.#parts()
    const before = encode(parts)
    parts.load(from.child('parts'))
    if (![this.#model, ...Object.values(this.#panels)].every((panel) => panel.counts(events))) {
      parts.load(decode(before))
      throw new InvalidSnapshot(`the metrics of this report have not counted the same ${events} events`)
    }
    this.#events = events
  }

  #read(name: Name): ReportedMetric {
    const { value, interval } = this.#model.estimate(name, this.confidence)
    const compared = (panel: Panel<L>): ReportedBaseline => ({
      value: panel.estimate(name, this.confidence).value,
      recent: panel.recent(name),
      difference: this.#model.minus(panel, name, this.confidence),
    })
    const { majority, lastLabel, distribution } = this.#panels
    return {
      value,
      interval,
      recent: this.#model.recent(name),
      baselines: {
        majority: compared(majority),
        lastLabel: compared(lastLabel),
        distribution: compared(distribution),
      },
    }
  }

  #parts(): Stateful {
    return record({ model: this.#model, ...this.#baselines })
  }
}

/**
 * Starts a report of metrics, each with its interval, its number in a window, and the trivial baselines.
 *
 * @param metrics - what makes each metric, fresh, by name
 * @param options - `window`, the events in the window, none if absent; `confidence` of the intervals, default .95
 *
 * @example
 * ```ts
 * import { Accuracy, CrossEntropy, report } from '@rivulet/metrics'
 *
 * const numbers = report({ accuracy: () => new Accuracy(), crossEntropy: () => new CrossEntropy() }, { window: 100 })
 * for (let i = 0; i < 1000; i++) {
 *   const y = i % 4 === 0 ? 'yes' : 'no'
 *   const label = i % 40 === 0 ? 'no' : y
 *   numbers.update(y, { label, labels: ['no', 'yes'], probabilities: label === 'yes' ? [0.1, 0.9] : [0.9, 0.1] })
 * }
 * const { accuracy } = numbers.read()
 * accuracy.value // => 0.975
 * accuracy.baselines.majority.value // => 0.748
 * accuracy.baselines.majority.difference.low > 0.15 // => true
 * ```
 */
export function report<const Name extends string, L extends Label = Label>(
  metrics: { readonly [N in Name]: () => Reportable<L> },
  options?: ReportOptions,
): Report<Name, L> {
  return new Report(metrics, options)
}
