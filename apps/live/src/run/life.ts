import type { Rejection, Stateful } from '@rivulet/core'
import { type Subject, wholeState } from '../durable/wholeState.ts'
import { Tracker } from '../score/tracker.ts'
import type { Entry, OpenStream } from '../streams/openStream.ts'
import { streams } from '../streams/registry.ts'
import type { Speed } from '../streams/stream.ts'
import { ReplayClock } from './clock.ts'
import { learnStream, noPending, type Scored } from './pipeline.ts'
import { View } from './view.ts'

/** A stream that was opened, and all that is kept running over it: from nothing, or from what was kept of an earlier life. */
export class Life {
  readonly stream: OpenStream
  readonly clock: ReplayClock
  readonly tracker: Tracker
  readonly view: View
  /** Everything that it learns and shows. */
  readonly state: Stateful
  /** Takes an entry of the log. */
  readonly learn: (entry: Entry, emit: (outcome: Scored) => void) => void
  readonly rejected: (rejection: Rejection) => void

  /**
   * @param subject - what is learned, and by which model
   * @param speed - of the replay; that of the stream unless given
   * @param onRejected - is told of what was refused, and how many that makes
   */
  constructor(
    subject: Subject,
    speed: Speed | undefined,
    onRejected: (count: number, rejection: Rejection) => void = () => {},
  ) {
    const { open } = streams[subject.stream] as (typeof streams)[string]
    this.stream = open(subject)
    this.clock = new ReplayClock(speed ?? this.stream.about.speed)
    this.tracker = new Tracker(this.stream)
    this.view = new View(this.stream, this.clock, this.tracker)
    this.rejected = (rejection) => {
      this.tracker.refused(rejection)
      onRejected(this.tracker.rejected, rejection)
    }
    const pending = noPending(this.rejected)
    const { stream, tracker, rejected } = this
    this.learn = learnStream(stream, { metrics: tracker.metrics, pending, rejected })
    this.state = wholeState(subject, { stream, pending, tracker, history: this.view.history })
  }
}
