import type { Stateful } from '@rivulet/core'
import { readExpected, record } from '@rivulet/core/snapshot'
import { charts } from '../run/charts.ts'
import type { History } from '../run/history.ts'
import type { Pending } from '../run/pipeline.ts'
import type { Point } from '../run/points.ts'
import type { Tracker } from '../score/tracker.ts'
import type { ModelName } from '../streams/learners.ts'
import type { OpenStream } from '../streams/openStream.ts'

/** Counts up when what is kept changes so that older snapshots cannot be gone on from. */
const VERSION = '2'

/** What a run is about: a snapshot of another is not gone on from. */
export interface Subject {
  readonly stream: string
  readonly model: ModelName
  readonly label: string | undefined
}

/** What changes as a run learns. */
export interface RunState {
  readonly stream: OpenStream
  readonly pending: Pending
  readonly tracker: Tracker
  readonly history: History<Point>
}

/** Everything that a run learns and shows, as one state; only the position in the log stands beside it. */
export function wholeState(subject: Subject, { stream, pending, tracker, history }: RunState): Stateful {
  const named = { version: VERSION, stream: subject.stream, model: subject.model, label: subject.label ?? '' }
  const about: Stateful = {
    save: (to) => {
      for (const [name, value] of Object.entries(named)) to.text(name, value)
    },
    load: (from) => {
      for (const [name, value] of Object.entries(named)) readExpected(from, name, value)
    },
  }
  return record({
    about,
    model: stream.model,
    pending,
    tracker,
    charts: charts(history),
    stream: record(stream.state ?? {}),
  })
}
