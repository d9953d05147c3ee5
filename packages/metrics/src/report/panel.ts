import type { Label, Metric, Prediction, SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { record } from '@rivulet/core/snapshot'
import type { Mergeable, Revertible } from '../capabilities.ts'
import { Estimate } from '../interval/estimate.ts'
import type { Interval } from '../interval/interval.ts'
import { Rolling } from '../window/rolling.ts'

/** What a report can show: a metric that has `merge`, for its interval, and `revert`, for its window. */
export interface Reportable<L extends Label> extends Mergeable<L>, Revertible<L> {}

/** The metrics of one forecaster, by name: each over everything, with its interval, and over the window. */
export class Panel<L extends Label> implements Metric<L> {
  readonly #estimates: ReadonlyMap<string, Estimate<L>>
  readonly #windows: ReadonlyMap<string, Rolling<L, Reportable<L>>>
  readonly #all: readonly Metric<L>[]

  constructor(metrics: Readonly<Record<string, () => Reportable<L>>>, window: number | undefined) {
    const entries = Object.entries(metrics)
    this.#estimates = new Map(entries.map(([name, create]) => [name, new Estimate(create)]))
    this.#windows = new Map(
      window === undefined
        ? []
        : entries.map(([name, create]) => [name, new Rolling<L, Reportable<L>>(create(), { events: window })]),
    )
    this.#all = [...this.#estimates.values(), ...this.#windows.values()]
  }

  update(y: L, prediction: Prediction<L>, weight?: number): void {
    for (const metric of this.#all) metric.update(y, prediction, weight)
  }

  /** A panel has many numbers; as a metric it shows the first. */
  get value(): number {
    return (this.#all[0] as Metric<L>).value
  }

  estimate(name: string, confidence: number): { value: number; interval: Interval } {
    const estimate = this.#estimate(name)
    return { value: estimate.value, interval: estimate.interval(confidence) }
  }

  /** Where this panel's number minus the other's lies. */
  minus(other: Panel<L>, name: string, confidence: number): Interval {
    return this.#estimate(name).minus(other.#estimate(name), confidence)
  }

  /** Whether every metric has counted so many events. */
  counts(events: number): boolean {
    return [...this.#estimates.values()].every((estimate) => estimate.events === events)
  }

  /** The number in the window; NaN without one. */
  recent(name: string): number {
    return this.#windows.get(name)?.value ?? NaN
  }

  save(to: SnapshotWriter): void {
    this.#parts().save(to)
  }

  load(from: SnapshotReader): void {
    this.#parts().load(from)
  }

  #estimate(name: string): Estimate<L> {
    return this.#estimates.get(name) as Estimate<L>
  }

  #parts(): ReturnType<typeof record> {
    return record({
      everything: record(Object.fromEntries(this.#estimates)),
      window: record(Object.fromEntries(this.#windows)),
    })
  }
}
