import type { Label } from '@rivulet/core'

/** What the page says about a stream. */
export interface About {
  readonly stream: string
  readonly title: string
  /** What the model predicts, as a question. */
  readonly question: string
  /** Where the events are from, and that they are replayed if they are. */
  readonly source: string
  /** What stream time means: the calendar, or only a beat of so many events a second, or the wall clock. */
  readonly time: 'calendar' | 'beat' | 'live'
  /** Whether a generator makes the events, so that nothing is replayed. */
  readonly generated?: true
  /** The speeds on offer, × stream time; none for a live stream. */
  readonly speeds: readonly Speed[]
  /** The speed at the start. */
  readonly speed: Speed
  /** Of two classes the one whose probability is spoken of. */
  readonly positive?: string
  /** How many of the last events the windows hold. */
  readonly window: number
}

/** How fast stream time passes, × real time, or as fast as the machine can. */
export type Speed = number | 'max'

/** An event as people see it. */
export interface Description {
  readonly text: string
  readonly image?: Image
}

/** Grey values, one byte a pixel, row by row, in base64. */
export interface Image {
  readonly width: number
  readonly pixels: string
}

/** The weights of one class: 128 is 0, 0 and 255 are −`scale` and +`scale`. */
export interface ClassImage extends Image {
  readonly label: Label
  readonly scale: number
}
