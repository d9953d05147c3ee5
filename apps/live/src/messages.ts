import type { Progress as ProgressOfRun } from '@rivulet/cli/progress'

import type { ReliabilityBin } from '@rivulet/metrics'
import type { Moment } from './alarms.ts'
import type { Confusion } from './confusion.ts'
import type { DriftPicture } from './streams/drift/picture.ts'
import type { PlaneCommand, PlanePicture } from './streams/plane/picture.ts'

import type { About, ClassImage, Image, Speed } from './streams/stream.ts'

/** Where a run stands after some events: one row of the table, one point of the charts, one line of `--json`. */
export interface Progress extends ProgressOfRun {
  /** Stream time, in milliseconds. */
  readonly clock: number
  /** How many alarms there were that the model has become worse. */
  readonly drifts: number
  /** How much each member of a mixture is believed, if the model is one; they sum to 1. */
  readonly mixture?: readonly number[]
}

/** One of the newest events. */
export interface Seen {
  readonly id: number
  readonly text: string
  readonly image?: Image
  readonly predicted: string
  /** The probability of what was predicted. */
  readonly probability: number
  readonly truth: string
  /** How long after the event its label was known, in milliseconds of stream time. */
  readonly late: number
}

/** What the controls show. */
export interface Control {
  readonly speed: Speed
  readonly paused: boolean
  readonly ended: boolean
}

/** What the page is told four times a second. */
export interface Tick {
  readonly control: Control
  /** Undefined before the first label. */
  readonly progress?: Progress
  readonly newest: readonly Seen[]
  readonly reliability: readonly ReliabilityBin[]
  readonly confusion: Confusion
  /** When the last alarm was, if there was one. */
  readonly alarm?: Moment
  /** Where the last refused event stood, and why it was refused. */
  readonly refused?: string
  readonly images?: readonly ClassImage[]
  readonly plane?: PlanePicture
  readonly drift?: DriftPicture
}

/** What the page is told when it connects: enough to draw everything. */
export interface Hello {
  readonly about: About
  /** The members of a mixture in a few words, if the model is one. */
  readonly members?: readonly string[]
  readonly history: { readonly points: readonly Progress[]; readonly stride: number }
  readonly tick: Tick
}

/** What the page may ask for. */
export interface Command {
  readonly paused?: boolean
  readonly speed?: Speed
  readonly plane?: PlaneCommand
}
