import type { Interval } from '../interval/interval.ts'

/** A trivial forecaster under the same metric. */
export interface ReportedBaseline {
  /** Its number over everything. */
  readonly value: number
  /** Its number in the window; NaN without one. */
  readonly recent: number
  /** Where the model's number minus this one lies, compared on the same events. */
  readonly difference: Interval
}

/** One metric of a report. */
export interface ReportedMetric {
  /** The number over everything. */
  readonly value: number
  /** Where its expectation lies, errors in runs allowed for. */
  readonly interval: Interval
  /** The number in the window; NaN without one. */
  readonly recent: number
  /** The trivial forecasters. */
  readonly baselines: {
    /** Always the class that has come most often so far. */
    readonly majority: ReportedBaseline
    /** Always the label before. */
    readonly lastLabel: ReportedBaseline
    /** Each class as often as it has come. */
    readonly distribution: ReportedBaseline
  }
}

/** The metrics of a report by name. */
export type Reported<Name extends string> = { readonly [N in Name]: ReportedMetric }
