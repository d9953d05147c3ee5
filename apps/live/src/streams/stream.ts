import type { Label, Outcome, Rejection, Vector } from '@rivulet/core'
import type { Observable } from 'rxjs'
import type { DriftPicture } from './drift/picture.ts'
import type { StreamLearner } from './learners.ts'
import type { PlanePicture } from './plane/picture.ts'

/** What happened on a stream at stream time `at`, in milliseconds. `id` joins an event and its label. */
export interface StreamEvent {
  readonly kind: 'event'
  readonly id: number
  readonly at: number
  readonly x: Vector
}

/** The label of event `id`, which became known at stream time `at`. */
export interface StreamLabel {
  readonly kind: 'label'
  readonly id: number
  readonly at: number
  readonly y: Label
}

/** Something on the stream that could not be read as an event. */
export interface StreamRejection {
  readonly kind: 'rejection'
  readonly at: number
  readonly rejection: Rejection
}

/** One entry of the log of a stream. Entries are ordered by `at`; at the same time labels come before events. */
export type Entry<E extends StreamEvent = StreamEvent> = E | StreamLabel | StreamRejection

/** The log of a stream, in batches that are read when they are needed and not kept. */
export type Log<E extends StreamEvent = StreamEvent> = AsyncIterable<Iterable<Entry<E>>>

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
  /** How many of the last events the windows hold. */
  readonly window: number
}

/** How fast stream time passes, × real time, or as fast as the machine can. */
export type Speed = number | 'max'

/** A stream that was opened: its log, and the learner for it. */
export interface OpenStream<E extends StreamEvent = StreamEvent> extends StreamLearner {
  readonly about: About
  readonly log: Log<E>
  /** An event in a few words, or as an image, for the table of the newest events. */
  describe(event: E): Description
  /** The weights of each class as an image, if events are images. */
  readonly images?: () => readonly ClassImage[]
  /** Is told of each event that was scored and learned. */
  readonly scored?: (outcome: Outcome<Vector, Label>) => void
  /** What the page draws of a world whose changes are known. */
  readonly drift?: () => DriftPicture
  /** What people may do to the stream, if they may. */
  readonly playground?: Playground<E>
}

/** A stream that people take part in, from the page. */
export interface Playground<E extends StreamEvent = StreamEvent> {
  /** What they add to the log, as it happens. */
  readonly added: Observable<Entry<E>>
  /**
   * Does what the page asks for.
   *
   * @throws RangeError for what makes no sense, before anything changes
   */
  obey(command: unknown): void
  /** What the page draws. */
  picture(): PlanePicture
}

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
