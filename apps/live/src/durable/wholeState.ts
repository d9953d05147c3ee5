import type { Stateful } from '@rivulet/core'
import { readExpected, record } from '@rivulet/core/snapshot'
import type { History, HistoryState } from '../history.ts'
import type { Progress } from '../messages.ts'
import type { Pending } from '../pipeline.ts'
import { loadJson, saveJson } from '../savedJson.ts'
import type { OpenStream } from '../streams/openStream.ts'
import type { Tracker } from '../tracker.ts'

/** Counts up when what is kept changes so that older snapshots cannot be gone on from. */
const VERSION = '1'

/** What a run is about: a snapshot of another is not gone on from. */
export interface Subject {
  readonly stream: string
  readonly model: string
  readonly label: string | undefined
}

/** What changes as a run learns. */
export interface RunState {
  readonly stream: OpenStream
  readonly pending: Pending
  readonly tracker: Tracker
  readonly history: History<Progress>
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
  const charts: Stateful = {
    save: (to) => saveJson(to, 'history', history.state),
    load: (from) => {
      history.state = loadJson(from, 'history') as HistoryState<Progress>
    },
  }
  return record({ about, model: stream.model, pending, tracker, charts, stream: record(stream.state ?? {}) })
}
