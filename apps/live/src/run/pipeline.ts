import type { Label, Outcome, Prediction, Rejection, Vector } from '@rivulet/core'
import { joinLabels, type Labelled, type Learned, learn, PendingLabels, predict, toStep } from '@rivulet/trainer'
import { connect, filter, tap } from 'rxjs'
import type { Metrics } from '../score/metrics.ts'
import type { Entry, OpenStream, StreamEvent, StreamLabel } from '../streams/openStream.ts'

/** An event that got its label, was scored and learned. */
export type Scored<E extends StreamEvent = StreamEvent> = Learned<Vector, Label, Labelled<E, StreamLabel>>

/** What is kept running beside the model, and who is told of what is refused. */
export interface Learning<E extends StreamEvent = StreamEvent> {
  readonly metrics: Metrics
  readonly pending: Pending<E>
  readonly rejected: (rejection: Rejection) => void
}

/** The events that wait for their label, each with its prediction. */
export type Pending<E extends StreamEvent = StreamEvent> = PendingLabels<
  E & { readonly ticket: Prediction },
  StreamLabel
>

/** Events that wait for their label, and keys of those that have it: far more than any of our streams has. */
const MAX_PENDING = 10_000

/** A table of events that wait for their label, nothing in it yet. */
export function noPending<E extends StreamEvent>(rejected: Learning['rejected']): Pending<E> {
  return new PendingLabels({ key: 'id', maxPending: MAX_PENDING, onRejected: rejected })
}

/**
 * The whole of online learning: predict each event when it happens; when its label is known, score that prediction and
 * learn. An event whose label comes with it, and is none that the model can take, is refused before anything is computed for it.
 */
export function learnStream<E extends StreamEvent>(
  { model, eta, problemOf = () => undefined }: Pick<OpenStream<E>, 'model' | 'eta' | 'problemOf'>,
  { metrics, pending, rejected }: Learning<E>,
): (entry: Entry<E>, emit: (outcome: Scored<E>) => void) => void {
  const how = eta === undefined ? { onRejected: rejected } : { eta, onRejected: rejected }
  const score = scorer(metrics)
  const step = toStep<Entry<E>, Scored<E>>(
    connect((log$) =>
      log$.pipe(
        filter(isEvent),
        predict(model, { metrics: { report: metrics.report }, onRejected: rejected }),
        joinLabels(log$.pipe(filter(isLabel)), pending),
        learn(model, how),
        tap((outcome) => score(outcome)),
      ),
    ),
  )
  return (entry, emit) => {
    const y = entry.kind === 'event' ? entry.y : undefined
    const reason = y === undefined ? undefined : problemOf(y)
    if (reason !== undefined) {
      rejected({ event: entry, reason, ...positionOf(entry) })
      return
    }
    step(entry, emit)
    if (y !== undefined) step({ kind: 'label', id: entry.id, at: entry.at, y }, emit)
  }
}

/** Scores an outcome in each of the metrics. */
function scorer(metrics: Metrics): (outcome: Pick<Outcome<Vector, Label>, 'y' | 'prediction'>) => void {
  const all = Object.values(metrics)
  return ({ y, prediction }) => {
    for (const metric of all) metric.update(y, prediction)
  }
}

/** What people call an entry, if they call it something. */
function positionOf(entry: object): { readonly position?: unknown } {
  return 'position' in entry ? { position: entry.position } : {}
}

function isEvent<E extends StreamEvent>(entry: Entry<E>): entry is E {
  return entry.kind === 'event'
}

function isLabel(entry: StreamEvent | StreamLabel): entry is StreamLabel {
  return entry.kind === 'label'
}
