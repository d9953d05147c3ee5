import type { Label, Rejection, Vector } from '@rivulet/core'
import { joinLabels, type Labelled, type Learned, learn, predict, type Scores, score } from '@rivulet/trainer'
import { connect, filter, type Observable, take, tap } from 'rxjs'
import type { Metrics } from './metrics.ts'
import type { Entry, OpenStream, StreamEvent, StreamLabel, StreamRejection } from './streams/stream.ts'

/** An event that got its label, was scored and learned, and the metrics after it. */
export type Scored<E extends StreamEvent = StreamEvent> = Learned<Vector, Label, Labelled<E, StreamLabel>> & {
  readonly metrics: Scores<Metrics['running']>
}

/** How far to go, what is kept running, and who is told of what is refused. */
export interface Learning {
  readonly limit: number
  readonly metrics: Metrics
  readonly rejected: (rejection: Rejection) => void
}

/** Events that wait for their label, and keys of those that have it: far more than any of our streams has. */
const MAX_PENDING = 10_000

/**
 * The whole of online learning: predict each event when it happens; when its label is known, score that prediction and
 * learn.
 */
export function learnStream<E extends StreamEvent>(
  entries$: Observable<Entry<E>>,
  { model, eta }: OpenStream<E>,
  { limit, metrics, rejected }: Learning,
): Observable<Scored<E>> {
  const shown = Object.values(metrics.shown)
  const how = eta === undefined ? { rejected } : { eta, rejected }
  return entries$.pipe(
    tap((entry) => entry.kind === 'rejection' && rejected(entry.rejection)),
    connect((log$) =>
      log$.pipe(
        filter(isEvent),
        predict(model, { rejected }),
        joinLabels(log$.pipe(filter(isLabel)), { key: 'id', maxPending: MAX_PENDING, rejected }),
        learn(model, how),
        score(metrics.running),
        tap(({ y, prediction }) => {
          for (const metric of shown) metric.update(y, prediction)
        }),
      ),
    ),
    take(limit),
  )
}

function isEvent<E extends StreamEvent>(entry: Entry<E>): entry is E {
  return entry.kind === 'event'
}

function isLabel(entry: StreamEvent | StreamLabel | StreamRejection): entry is StreamLabel {
  return entry.kind === 'label'
}
