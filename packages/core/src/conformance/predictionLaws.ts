import { encode } from '../snapshot/index.ts'
import type { Label, Prediction } from '../vocabulary.ts'
import { clone, isVector, reorder, same } from './clone.ts'
import { claim, claimSameBytes, type Law } from './law.ts'
import { copy, type LearnerSubject, learned } from './learnerSubject.ts'

/** What holds of a prediction. */
export function predictionLaws<X, L extends Label>(subject: LearnerSubject<X, L>): Law[] {
  const { create, examples } = subject
  const half = examples.length >> 1
  const first = examples[0] as { x: X; y: L }

  return [
    {
      name: 'predict is pure: no byte changes, and it answers the same again',
      check() {
        const learner = learned(subject, 0, half)
        const bytes = encode(learner)
        for (const { x } of examples) {
          const given = clone(x)
          const ticket = learner.predict(given)
          claim(same(given, x), 'the example is as it was')
          claim(same(learner.predict(given), ticket), 'the second prediction is the first')
        }
        claimSameBytes(encode(learner), bytes, 'the state after predicting is the state before')
      },
    },
    {
      name: 'the order of the features is irrelevant',
      check() {
        const [learner, other] = [learned(subject), create()]
        for (const { x, y } of examples) other.learn(reorder(x), y)
        for (const { x } of examples) {
          const [p, q] = [learner.predict(x).probabilities, other.predict(reorder(x)).probabilities]
          // Sums of a vector's terms are taken in another order; a record's features have an order of their own.
          const slack = isVector(x) ? 1e-7 : 0
          claim(
            p.every((pk, k) => Math.abs(pk - (q[k] as number)) <= slack),
            'probabilities do not depend on the order of the features',
          )
        }
      },
    },
    {
      name: 'probabilities are finite, sum to 1, and the label is the most probable',
      check() {
        const learner = create()
        for (const { x, y } of examples) {
          checkPrediction(learner.predict(x))
          learner.learn(x, y)
        }
      },
    },
    {
      name: 'zero events are legal',
      check() {
        const learner = create()
        claim(learner.t === 0, 't is 0')
        const ticket = learner.predict(first.x)
        checkPrediction(ticket)
        claimSameBytes(encode(copy(subject, learner)), encode(learner), 'a new learner is saved and restored')
        const loss = learner.learn(first.x, first.y, { ticket })
        claim(Number.isFinite(loss) && loss >= 0, 'the first loss is finite')
      },
    },
  ]
}

/** Claims that a prediction is one: probabilities that sum to 1, and the most probable label. */
export function checkPrediction<L extends Label>({ label, labels, probabilities, unseen = 0 }: Prediction<L>): void {
  claim(labels.length === probabilities.length, 'there is a probability for each label')
  claim(unseen >= 0 && unseen <= 1, 'the unseen has a probability')
  if (labels.length === 0) {
    claim(label === undefined, 'no class is known, so none is answered')
    return
  }
  const sum = probabilities.reduce((a, b) => a + b, 0)
  claim(
    probabilities.every((p) => p >= 0 && p <= 1),
    'probabilities lie in [0, 1]',
  )
  claim(Math.abs(sum - 1) <= 1e-9, `probabilities sum to 1, not ${sum}`)
  claim(label === labels[probabilities.indexOf(Math.max(...probabilities))], 'the label is the first most probable')
}
