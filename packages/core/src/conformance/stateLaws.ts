import { encode } from '../snapshot/index.ts'
import type { Label, Learner } from '../vocabulary.ts'
import { clone, isVector, same } from './clone.ts'
import { claim, claimSameBytes, claimThrows, type Law } from './law.ts'
import { copy, type LearnerSubject, learned } from './learnerSubject.ts'
import { checkPrediction } from './predictionLaws.ts'
import { snapshotLaws } from './snapshotLaws.ts'

/** What holds of the state: saved, restored, re-opened, and out of reach of bad input. */
export function stateLaws<X, L extends Label>(subject: LearnerSubject<X, L>): Law[] {
  const { examples } = subject
  const half = examples.length >> 1
  const first = examples[0] as { x: X; y: L }

  return [
    {
      name: 'learn(A), save, load, learn(B) is learn(A ++ B), byte for byte',
      check() {
        const whole = encode(learned(subject))
        for (const split of [0, 1, half, examples.length - 1]) {
          const continued = learned(subject, split, examples.length, copy(subject, learned(subject, 0, split)))
          claim(continued.t === examples.length, `t is ${examples.length} after an interruption`)
          claimSameBytes(encode(continued), whole, `interrupted after ${split} events it is as uninterrupted`)
        }
      },
    },
    {
      name: 'reopen keeps the answers',
      check() {
        const learner = learned(subject)
        const before = examples.map(({ x }) => learner.predict(x).label)
        learner.reopen?.()
        claim(
          same(
            examples.map(({ x }) => learner.predict(x).label),
            before,
          ),
          'answers are as before',
        )
        claimSameBytes(encode(copy(subject, learner)), encode(learner), 're-opened it is saved and restored')
      },
    },
    {
      name: 'a bad event is refused as InvalidEvent and changes no byte',
      check() {
        const learner = learned(subject, 0, half)
        const bytes = encode(learner)
        const badLabel = { not: 'a label' } as unknown as L
        claimThrows(() => learner.learn(first.x, badLabel), 'InvalidEvent', 'an object for a label')
        for (const x of [undefined, null, 7, ...(isVector(first.x) ? [[Number.NaN], [Infinity]] : [])]) {
          claimThrows(() => learner.learn(x as X, first.y), 'InvalidEvent', `${x} for an event to learn`)
          claimThrows(() => learner.predict(x as X), 'InvalidEvent', `${x} for an event to predict`)
        }
        claimSameBytes(encode(learner), bytes, 'the state after refusing is the state before')
      },
    },
    ...snapshotLaws<Learner<X, L>>({ create: subject.create, use: (learner, i) => useLearner(subject, learner, i) }),
  ]
}

/** Predicts and learns an example, with its ticket every other time. */
function useLearner<X, L extends Label>({ examples }: LearnerSubject<X, L>, learner: Learner<X, L>, i: number): void {
  const { x, y } = examples[i % examples.length] as { x: X; y: L }
  const ticket = learner.predict(x)
  checkPrediction(ticket)
  claim((ticket.beliefs ?? []).every(Number.isFinite), 'beliefs are finite')
  const loss = learner.learn(clone(x), y, i % 2 === 0 ? {} : { ticket })
  claim(Number.isFinite(loss) && loss >= 0, `the loss is finite, not ${loss}`)
  claim(Number.isInteger(learner.t) && learner.t > 0, `t is a count, not ${learner.t}`)
  const eta = learner.eta?.() ?? 0
  claim(Number.isFinite(eta) && eta >= 0, `the step size is finite, not ${eta}`)
}
