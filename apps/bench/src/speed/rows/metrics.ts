import { Accuracy, CrossEntropy, KlDivergence } from '@rivulet/metrics'
import { AutoClassifier, LogisticRegression } from '@rivulet/models'
import { score, train } from '@rivulet/trainer'
import { from } from 'rxjs'
import { contest, timed } from '../contest.ts'
import { native } from '../native.ts'
import { type Row, rowOf } from '../row.ts'
import { dense, sparse } from '../streams.ts'

/** The most that three metrics and the pipeline may add to an event, in microseconds. */
const ALLOWED = 0.4

/** What the pipeline and its metrics add to a bare loop. */
export function* metricRows(): Generator<Row> {
  const few = sparse(14, 10, 100_000)
  const { ours, theirs } = contest(
    () => {
      const model = new LogisticRegression({ labels: [false, true] })
      const metrics = { accuracy: new Accuracy(), crossEntropy: new CrossEntropy(), kl: new KlDivergence() }
      return timed(few.events.length, () => {
        from(few.events).pipe(train(model), score(metrics)).subscribe()
      })
    },
    () => {
      const model = new LogisticRegression({ labels: [false, true] })
      return timed(few.events.length, () => {
        for (const { x, y } of few.events) model.learn(x, y, { ticket: model.predict(x) })
      })
    },
  )
  const added = 1e6 / ours - 1e6 / (theirs as number)
  const row = 'train + score({ accuracy, crossEntropy, kl }) over a bare loop'
  yield rowOf(row, 'allowed', { ours: added, theirs: ALLOWED }, 1, 'µs an event')
  const eight = dense(8, 2, 100_000)
  const pipeline = (): number => {
    const model = new AutoClassifier({ labels: [0, 1], features: 8 })
    const metrics = { accuracy: new Accuracy(), crossEntropy: new CrossEntropy() }
    const events = eight.events as { x: Float64Array; y: 0 | 1 }[]
    return timed(events.length, () => {
      from(events).pipe(train(model), score(metrics)).subscribe()
    })
  }
  // A million events a second beside the 17 million of the reference machine's C at 14 non-zeros.
  yield rowOf(
    'train + score, 8 dense features, auto',
    'C, 14 non-zeros',
    contest(pipeline, native('sparse', 14, 18, 200_000)),
    0.058,
  )
}
