import { encode } from '../snapshot/index.ts'
import type { Label, Learner } from '../vocabulary.ts'
import { clone } from './clone.ts'
import { claim, claimSameBytes, type Law } from './law.ts'
import { close, copy, type LearnerSubject, learned } from './learnerSubject.ts'

/** What a learner may offer beyond the vocabulary. */
interface Capable<X, L extends Label> {
  learnMany?(batch: readonly { readonly x: X; readonly y: L; readonly weight?: number }[]): number
}

/** What an example may weigh. */
const WEIGHTS: readonly number[] = [1, 0, 2.5, 0.1]

/** How often the examples are learned before steps are short. */
const TIMES = 20

/** What holds of `learnMany` and `reopen`, for a learner that has them. */
export function capabilityLaws<X, L extends Label>(subject: LearnerSubject<X, L>): Law[] {
  const laws: Law[] = []
  const first = subject.create() as Learner<X, L> & Capable<X, L>
  if (first.learnMany !== undefined) laws.push(learnManyLaw(subject))
  if (first.reopen !== undefined) laws.push(reopenLaw(subject))
  return laws
}

function learnManyLaw<X, L extends Label>({ create, examples }: LearnerSubject<X, L>): Law {
  return {
    name: 'a minibatch of one is learn, byte for byte, whatever the example weighs; an empty one changes nothing',
    check() {
      const [one, many] = [create(), create() as Learner<X, L> & Required<Capable<X, L>>]
      for (const [i, { x, y }] of examples.entries()) {
        const weight = WEIGHTS[i % WEIGHTS.length] as number
        const loss = one.learn(x, y, { weight })
        claim(close(many.learnMany([{ x: clone(x), y, weight }]), loss), `the loss is that of learn, ${loss}`)
        claimSameBytes(encode(many), encode(one), `learnMany of an example that weighs ${weight} is learn`)
      }
      many.learnMany([])
      claimSameBytes(encode(many), encode(one), 'a minibatch of none changes nothing')
    },
  }
}

function reopenLaw<X, L extends Label>(subject: LearnerSubject<X, L>): Law {
  const { examples, steady = false } = subject
  return {
    name: steady ? 'reopen makes no step shorter' : 'reopen makes the next step longer',
    check() {
      const learner = learned(subject)
      for (let time = 1; time < TIMES; time++) learned(subject, 0, examples.length, learner)
      let [usual, reopened] = [0, 0]
      for (const { x } of examples.slice(0, 6)) {
        const { label } = learner.predict(x)
        const other = learner.labels.find((y) => y !== label) as L
        usual += moved(copy(subject, learner), x, other, subject)
        const again = copy(subject, learner)
        again.reopen?.()
        reopened += moved(again, x, other, subject)
      }
      claim(reopened >= usual * (1 - 1e-9), `re-opened it moves by ${reopened}, no less than before, by ${usual}`)
      claim(
        steady || reopened > 1.01 * usual,
        `re-opened it moves by ${reopened}, more than before, by ${usual} (or the subject is steady)`,
      )
    },
  }
}

/** How far one step moves what is believed of the examples. */
function moved<X, L extends Label>(learner: Learner<X, L>, x: X, y: L, { examples }: LearnerSubject<X, L>): number {
  const believed = (): number[] =>
    examples.flatMap((example) => {
      const { probabilities, beliefs = probabilities } = learner.predict(example.x)
      return [...beliefs]
    })
  const before = believed()
  learner.learn(x, y)
  return believed().reduce((sum, belief, i) => sum + Math.abs(belief - (before[i] as number)), 0)
}
