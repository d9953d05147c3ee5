import type { Label, Prediction, Rejection, Vector } from '@rivulet/core'
import {
  joinLabels,
  type Labelled,
  type Learned,
  learn,
  PendingLabels,
  predict,
  type Scores,
  score,
  toStep,
} from '@rivulet/trainer'
import { connect, filter, tap } from 'rxjs'
import type { Metrics } from './metrics.ts'
import type { Entry, OpenStream, StreamEvent, StreamLabel } from './streams/openStream.ts'

/** An event that got its label, was scored and learned, and the metrics after it. */
export type Scored<E extends StreamEvent = StreamEvent> = Learned<Vector, Label, Labelled<E, StreamLabel>> & {
  readonly metrics: Scores<Metrics['running']>
}

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
  return new PendingLabels({ key: 'id', maxPending: MAX_PENDING, rejected })
}

/**
 * The whole of online learning: predict each event when it happens; when its label is known, score that prediction and
 * learn.
 */
export function learnStream<E extends StreamEvent>(
  { model, eta }: Pick<OpenStream<E>, 'model' | 'eta'>,
  { metrics, pending, rejected }: Learning<E>,
): (entry: Entry<E>, emit: (outcome: Scored<E>) => void) => void {
  const shown = Object.values(metrics.shown)
  const how = eta === undefined ? { rejected } : { eta, rejected }
  const step = toStep<Entry<E>, Scored<E>>(
    connect((log$) =>
      log$.pipe(
        filter(isEvent),
        predict(model, { metrics: metrics.running, rejected }),
        joinLabels(log$.pipe(filter(isLabel)), pending),
        learn(model, how),
        score(metrics.running),
        tap(({ y, prediction }) => {
          for (const metric of shown) metric.update(y, prediction)
        }),
      ),
    ),
  )
  return (entry, emit) => {
    step(entry, emit)
    if (entry.kind === 'event' && entry.y !== undefined) {
      const { id, at, y } = entry
      step({ kind: 'label', id, at, y }, emit)
    }
  }
}

function isEvent<E extends StreamEvent>(entry: Entry<E>): entry is E {
  return entry.kind === 'event'
}

function isLabel(entry: StreamEvent | StreamLabel): entry is StreamLabel {
  return entry.kind === 'label'
}
