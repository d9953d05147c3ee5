import type { Label, Outcome, Stateful, Vector } from '@rivulet/core'
import type { Json } from '@rivulet/core/snapshot'
import type { SeekableSource } from '@rivulet/durable'
import type { Observable } from 'rxjs'
import type { DriftPicture } from './drift/picture.ts'
import type { Inbox } from './http/inbox.ts'
import type { StreamLearner } from './learners.ts'
import type { PlanePicture } from './plane/picture.ts'
import type { About, ClassImage, Description } from './stream.ts'

/** What happened on a stream at stream time `at`, in milliseconds. `id` joins an event and its label. */
export interface StreamEvent {
  readonly kind: 'event'
  readonly id: number
  readonly at: number
  readonly x: Vector
  /** The label, if it is known at once; the prediction is made before it is looked at. */
  readonly y?: Label
}

/** The label of event `id`, which became known at stream time `at`. */
export interface StreamLabel {
  readonly kind: 'label'
  readonly id: number
  readonly at: number
  readonly y: Label
}

/** One entry of the log of a stream. Entries are ordered by `at`; at the same time events come before labels. */
export type Entry<E extends StreamEvent = StreamEvent> = E | StreamLabel

/** The log of a stream, which is read from any position when it is needed, and not kept. What could not be read as an entry is refused. */
export type Log<E extends StreamEvent = StreamEvent, P extends Json = Json> = SeekableSource<Entry<E>, P>

/** A stream that was opened: its log, and the learner for it. */
export interface OpenStream<E extends StreamEvent = StreamEvent> extends StreamLearner {
  readonly about: About
  readonly log: Log<E>
  /** An event in a few words, or as an image, for the table of the newest events. */
  describe(event: E): Description
  /** The fields of an event that its features were made of, so that these can be named; without it they are called x₁, x₂ … */
  fieldsOf?(event: E): object
  /** The weights of each class as an image, if events are images. */
  readonly images?: () => readonly ClassImage[]
  /** Is told of each event that was scored and learned. */
  scored?(outcome: Outcome<Vector, Label> & { readonly event: E }): void
  /** What the page draws of a world whose changes are known. */
  readonly drift?: () => DriftPicture
  /** What changes beside the model and the position in the log. What is not here is lost when the process dies. */
  readonly state?: Readonly<Record<string, Stateful>>
  /** Takes events from outside, if it does. */
  readonly inbox?: Inbox
  /** What people may do to the stream, if they may. */
  readonly playground?: Playground<E>
}

/** A stream that people take part in, from the page. */
export interface Playground<E extends StreamEvent = StreamEvent> {
  /** The events that they add, as it happens. */
  readonly added: Observable<E>
  /**
   * Does what the page asks for.
   *
   * @throws RangeError for what makes no sense, before anything changes
   */
  obey(command: unknown): void
  /** What the page draws. */
  picture(): PlanePicture
}
