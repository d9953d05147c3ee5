import { AutoClassifier } from '@rivulet/models'
import { contest } from '../contest.ts'
import { native } from '../native.ts'
import { type Row, rowOf } from '../row.ts'
import { dense, sparse } from '../streams.ts'
import { testing } from './linear.ts'

/** The learner that needs no tuning, nine learners in one, against one learner in C that only learns. */
export function* autoRows(): Generator<Row> {
  const words = sparse(75, 18, 20_000)
  const wordsModel = new AutoClassifier({ labels: [false, true] })
  // 250,000 events a second beside the 5.2 million of the reference machine's C.
  yield rowOf(
    'auto, 75 of 2¹⁸, predict + learn',
    'C, one learner',
    contest(testing(wordsModel, words), native('sparse', 75, 18, 60_000)),
    0.048,
  )
  const few = dense(8, 2, 100_000)
  const fewModel = new AutoClassifier({ labels: [0, 1], features: 8 })
  yield rowOf(
    'auto, 8 dense, predict + learn',
    'C, one learner',
    contest(testing(fewModel, few), native('dense', 8, 2, 200_000)),
    undefined,
  )
}
