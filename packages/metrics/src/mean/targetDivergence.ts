import { klDivergence, type Label, minProbability, type Prediction } from '@rivulet/core'
import { checkPrediction } from '../checkPrediction.ts'
import type { Interval } from '../interval/interval.ts'
import { MeanScore } from './meanScore.ts'
import type { Target } from './target.ts'

/**
 * How far predictions are from soft targets, such as the votes of several people or another model's predictions: the mean
 * divergence, in nats.
 *
 * Σ wᵢ KL(targetᵢ ‖ predictionᵢ) / Σ wᵢ
 *
 * Classes are matched by label. One that the ticket did not know has the mass that it kept for the unseen; no
 * probability counts as less than 2⁻⁵². To a one-hot target it is the log loss: see {@link CrossEntropy}.
 *
 * @example
 * ```ts
 * import { TargetDivergence } from '@rivulet/metrics'
 *
 * const divergence = new TargetDivergence()
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.5, 0.5] }
 * divergence.update({ labels: ['spam', 'ham'], probabilities: [0.5, 0.5] }, ticket)
 * divergence.value // => 0
 * ```
 *
 * @see Kullback & Leibler (1951), On Information and Sufficiency
 */
export class TargetDivergence<L extends Label = Label> extends MeanScore<L, Target<L>> {
  override readonly range: Interval = { low: 0, high: Infinity }

  /** KL(target ‖ prediction), ≥ 0. */
  override score(target: Target<L>, prediction: Prediction<L>): number {
    checkPrediction({ label: undefined, ...target })
    checkPrediction(prediction)
    const { labels, probabilities, unseen = 0 } = prediction
    const p = [...target.probabilities]
    const q = target.labels.map((y) => {
      const k = labels.indexOf(y)
      return k < 0 ? 0 : (probabilities[k] as number) * (1 - unseen)
    })
    // "None of the ticket's classes" is one class more, to which the target may give something.
    let beyond = 0
    for (const [k, y] of target.labels.entries()) {
      if (labels.includes(y)) continue
      beyond += p[k] as number
      p[k] = 0
    }
    // What the ticket gave to classes that the target rules out is in no term but the last.
    const others = 1 - unseen - q.reduce((sum, x) => sum + x, 0)
    const expected = [...p, beyond, 0]
    const predicted = [...q, unseen, Math.max(0, others)]
    return klDivergence(
      expected,
      predicted.map((x, k) => (expected[k] === 0 ? x : Math.max(x, minProbability))),
    )
  }
}
