import type { Label, Prediction, Vector } from '@rivulet/core'
import { scoreOf } from './binaryLearners.ts'
import type { ReductionOptions } from './options.ts'
import { Reduction, type Scheme } from './reduction.ts'
import { winnerTakes } from './winner.ts'

/** The number of the learner that tells class i from class j, i < j: it does not depend on how many classes there are. */
const pair = (i: number, j: number): number => (j * (j - 1)) / 2 + i

const oneVsOne: Scheme = {
  name: 'one-vs-one',
  count: (classes) => (classes * (classes - 1)) / 2,
  decide(tickets: readonly Prediction<0 | 1>[], classes) {
    const [votes, scores, shares] = [0, 1, 2].map(() => new Array<number>(classes).fill(0)) as [
      number[],
      number[],
      number[],
    ]
    for (let j = 1; j < classes; j++) {
      for (let i = 0; i < j; i++) {
        const ticket = tickets[pair(i, j)] as Prediction<0 | 1>
        const z = scoreOf(ticket)
        ;(votes[ticket.label === 1 ? j : i] as number) += 1
        ;(scores[i] as number) -= z
        ;(scores[j] as number) += z
        ;(shares[i] as number) += ticket.probabilities[0] as number
        ;(shares[j] as number) += ticket.probabilities[1] as number
      }
    }
    if (classes === 1) return [1]
    let winner = 0
    for (let k = 1; k < classes; k++) {
      const [lead, tied] = [
        (votes[k] as number) - (votes[winner] as number),
        (scores[k] as number) - (scores[winner] as number),
      ]
      if (lead > 0 || (lead === 0 && tied > 0)) winner = k
    }
    return winnerTakes(shares, winner, shares.every(Number.isInteger))
  },
  *lessons(k, classes) {
    for (let i = 0; i < k; i++) yield [pair(i, k), 1]
    for (let j = k + 1; j < classes; j++) yield [pair(k, j), 0]
  },
}

/**
 * One-vs-one (all-vs-all) over any binary learner: K(K−1)/2 of them, one for each pair of classes; the most votes answer.
 *
 * ŷ = argmax_k (votes_k, then Σ_j z_kj),  p_k = 2/(K(K−1)) Σ_j P_kj
 *
 * A lecture that counts ordered pairs has twice as many; they come in equal and opposite twos. Ties of votes go to the
 * larger sum of scores, then to the class that comes first. Each learner sees the events of its two classes only, so an event
 * costs K − 1 binary steps. Where votes and probabilities disagree, the voted class is lifted just above the others; of hard answers,
 * a perceptron's, it gets everything.
 *
 * @example
 * ```ts
 * import { LogisticRegression, OneVsOne } from '@rivulet/models'
 *
 * const model = new OneVsOne({ labels: 'open', learner: () => new LogisticRegression() })
 * for (let i = 0; i < 20; i++) for (const [x, y] of [[-2, 'left'], [0, 'mid'], [2, 'right']] as const) model.learn([x, x * x], y)
 * const answers = [-2, 0, 2].map((x) => model.predict([x, x * x]).label) // => ['left', 'mid', 'right']
 * ```
 *
 * @see Hastie & Tibshirani (1998), Classification by Pairwise Coupling
 */
export class OneVsOne<X = Vector, const L extends Label = Label> extends Reduction<X, L> {
  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(options: ReductionOptions<X, L>) {
    super(oneVsOne, options)
  }
}
