import type { Change } from './world.ts'

/** What a detector did, judged by the changes that are known; or when something was done about an alarm. */
export interface Lane {
  readonly name: string
  /** The events at which it raised an alarm, of those that are drawn. */
  readonly alarms: readonly number[]
  /** How many alarms there were in all. */
  readonly count: number
  /** Undefined for what is no detector. */
  readonly judged?: Judged
}

/** Of all alarms of a detector: the first within 3,000 events of a change finds it, every other one is false. */
export interface Judged {
  readonly found: number
  readonly falseAlarms: number
  /** Events from the beginning of a change to the alarm that found it, on average; null before there is one. */
  readonly meanDelay: number | null
}

/** How right a model is. */
export interface Contender {
  readonly name: string
  readonly accuracy: number
  readonly windowAccuracy: number
}

/** How right each of the models was of late, at an event. */
export type Recent = readonly [event: number, ...accuracies: number[]]

/** What the page draws of a world that changes. */
export interface DriftPicture {
  /** The models: that of the stream first, which is left alone. */
  readonly contenders: readonly Contender[]
  readonly recent: readonly Recent[]
  /** How many changes there were in all. */
  readonly changeCount: number
  /** Those that are drawn. */
  readonly changes: readonly Change[]
  readonly lanes: readonly Lane[]
}
