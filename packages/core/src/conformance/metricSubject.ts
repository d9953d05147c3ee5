import { encode, restore } from '../snapshot/index.ts'
import type { Label, Metric, Prediction } from '../vocabulary.ts'
import { clone } from './clone.ts'

/** A metric to be certified. If it has `revert` or `merge`, they are certified too. */
export interface MetricSubject<L extends Label> {
  /** A new metric, always constructed alike. */
  create(): Metric<L> & Partial<Reversible<L>>
  /** At least 20 events: labels with the tickets made before them, and how much each counts, 1 if absent. */
  readonly events: readonly MetricEvent<L>[]
}

/** One event to be counted. */
export interface MetricEvent<L extends Label> {
  readonly y: L
  readonly prediction: Prediction<L>
  readonly weight?: number
}

/** What a metric may offer beyond the vocabulary: take events back, and take another's events in. */
export interface Reversible<L extends Label> {
  revert(y: L, prediction: Prediction<L>, weight?: number): void
  merge(other: unknown): void
}

/** A metric that has counted some of the events, after whatever it counted before. */
export function counted<L extends Label, M extends Metric<L>>(metric: M, events: readonly MetricEvent<L>[]): M {
  for (const { y, prediction, weight } of events) metric.update(y, clone(prediction), weight)
  return metric
}

/** A metric restored from the snapshot of another. */
export function restored<L extends Label>({ create }: MetricSubject<L>, metric: Metric<L>): Metric<L> {
  const copy = create()
  restore(copy, encode(metric))
  return copy
}
