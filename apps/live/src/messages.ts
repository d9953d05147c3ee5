import type { ReliabilityBin } from '@rivulet/metrics'
import type { PackedPoints } from './run/points.ts'
import type { Moment } from './score/alarms.ts'
import type { Confusion } from './score/confusion.ts'
import type { DriftPicture } from './streams/drift/picture.ts'
import type { PlaneCommand, PlanePicture } from './streams/plane/picture.ts'
import type { About, ClassImage, Image, Speed } from './streams/stream.ts'

/**
 * Where a run stands after some events: one row of the table, one point of the charts, one line of `--json`. A number that is not known yet is
 * NaN, and null in JSON.
 */
export interface Progress {
  /** Events that got their label, were scored and learned. */
  readonly events: number
  /** Events that were refused. */
  readonly rejected: number
  /** Stream time, in milliseconds. */
  readonly clock: number
  readonly accuracy: number
  /** The 95 % interval of the accuracy, which allows for errors that come in runs. */
  readonly low: number
  readonly high: number
  /** The accuracy over the last events. */
  readonly windowAccuracy: number
  /** The accuracy of always guessing the most frequent label so far. */
  readonly majority: number
  /** The accuracy of always repeating the last known label. */
  readonly lastLabel: number
  /** The 95 % interval of accuracy − majority, both over the same events. */
  readonly gainLow: number
  readonly gainHigh: number
  /** The 95 % interval of accuracy − lastLabel. */
  readonly lastGainLow: number
  readonly lastGainHigh: number
  /** In nats. */
  readonly crossEntropy: number
  /** The cross-entropy of predicting each class as often as it has come so far, in nats. */
  readonly frequencies: number
  /** The 95 % interval of frequencies − crossEntropy: how much less the labels surprise who asks the model, in nats. */
  readonly informationLow: number
  readonly informationHigh: number
  /** The entropy of all labels so far, in nats. */
  readonly labelEntropy: number
  /** KL(label frequencies ‖ mean prediction) over the last events, in nats. */
  readonly frequencyBias: number
  /** The step size of the last event. */
  readonly eta: number
  /** How many alarms there were that errors have become more frequent. */
  readonly drifts: number
  /** How much each member of a mixture is believed, if the model is one; they sum to 1. */
  readonly mixture?: readonly number[]
  /** Over the last second or two. */
  readonly eventsPerSecond: number
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
  readonly history: { readonly points: PackedPoints; readonly stride: number }
  readonly tick: Tick
}

/** What the page may ask for. */
export interface Command {
  readonly paused?: boolean
  readonly speed?: Speed
  readonly plane?: PlaneCommand
  /** Forgets all that was learned and begins anew. */
  readonly anew?: true
}

/** A reason in words. */
export interface NamedReason {
  readonly name: string
  readonly value: number
  readonly contribution: number
}

/** Why the model answers an event as it does now, which may be another answer than it gave. */
export interface Why {
  readonly id: number
  /** What it answers now, and with which probability. */
  readonly answer: string
  readonly probability: number
  /** The class that it is compared with, if there is another one. */
  readonly against?: string
  readonly bias: number
  readonly reasons: readonly NamedReason[]
  /** How many reasons are not named, and what they add up to. */
  readonly others: number
  readonly rest: number
  /** Whether the model is a mixture, whose reasons are near to what it says, and not equal. */
  readonly approximate: boolean
  /** What each pixel adds, if the event is an image: 128 is 0. */
  readonly image?: Image
}
