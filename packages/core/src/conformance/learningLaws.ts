import { logLoss } from '../probability/logLoss.ts'
import { encode } from '../snapshot/index.ts'
import type { Label, Prediction } from '../vocabulary.ts'
import { clone, same, spoil } from './clone.ts'
import { claim, claimSameBytes, type Law } from './law.ts'
import { close, copy, type LearnerSubject, learned } from './learnerSubject.ts'

/** What holds of learning an example, at once or late. */
export function learningLaws<X, L extends Label>(subject: LearnerSubject<X, L>): Law[] {
  const { create, examples, probabilistic = true } = subject
  const half = examples.length >> 1

  return [
    {
      name: 'the example is neither kept nor mutated',
      check() {
        const learner = create()
        for (const { x, y } of examples) {
          const given = clone(x)
          learner.learn(given, y)
          claim(same(given, x), 'the example is as it was')
          spoil(given)
        }
        claimSameBytes(
          encode(learner),
          encode(learned(subject)),
          'a learner whose examples were destroyed is as another',
        )
      },
    },
    {
      name: 't counts the events learned, and equal events give equal bytes',
      check() {
        const learner = learned(subject)
        claim(learner.t === examples.length, `t is ${examples.length}`)
        claimSameBytes(encode(learner), encode(learned(subject)), 'two learners of the same events are the same')
      },
    },
    {
      name: 'learn returns the loss of the prediction made before it',
      check() {
        const learner = create()
        for (const { x, y } of examples) {
          const ticket = learner.predict(x)
          const loss = learner.learn(x, y)
          claim(Number.isFinite(loss) && loss >= 0, 'the loss is finite')
          if (probabilistic) claim(close(loss, logLoss(ticket, y)), 'the loss is −log of the probability of the label')
        }
      },
    },
    {
      name: 'late tickets are honoured: the loss is that of the ticket, which may have waited as JSON',
      check() {
        const learner = learned(subject, 0, half)
        const tickets = examples.map(({ x }) => learner.predict(x))
        const then = examples.map(({ x, y }) => copy(subject, learner).learn(x, y))
        const twin = copy(subject, learner)
        for (const [i, { x, y }] of examples.entries()) {
          const ticket = tickets[i] as Prediction<L>
          const waited = JSON.parse(JSON.stringify(ticket)) as Prediction<L>
          const kept = clone(waited)
          const loss = learner.learn(x, y, { ticket: waited })
          claim(same(waited, kept), 'the ticket is as it was')
          claim(close(loss, then[i] as number), 'the loss is what it was when the prediction was made')
          twin.learn(x, y, { ticket })
        }
        claimSameBytes(encode(learner), encode(twin), 'a ticket that was JSON teaches as one that was not')
      },
    },
    {
      name: 'its own step size, given explicitly, changes nothing',
      check() {
        const [learner, other] = [create(), create()]
        if (learner.eta === undefined) return
        for (const { x, y } of examples) {
          learner.learn(x, y)
          other.learn(x, y, { eta: other.eta?.() as number })
        }
        claimSameBytes(encode(learner), encode(other), 'learn(x, y) is learn(x, y, { eta: eta() })')
      },
    },
  ]
}
