import { klDivergence, type Label, type Prediction } from '@rivulet/core'
import type { Interval } from '../interval/interval.ts'
import { MAX_LOSS } from './maxLoss.ts'
import { MeanScore } from './meanScore.ts'
import { surprise } from './surprise.ts'
import { aligned, isTarget, type Target } from './target.ts'

/**
 * How far predictions are from what happened: the mean divergence of each prediction from the label's one-hot vector, or from a
 * target distribution, such as the votes of several people or another model's predictions. In nats.
 *
 * Σ wᵢ KL(yᵢ ‖ pᵢ) / Σ wᵢ = cross-entropy − entropy of the targets
 *
 * A label's one-hot vector has entropy 0, so of labels it is the {@link CrossEntropy}, to the bit: to learn by least cross-entropy is to
 * learn by least KL. Of soft targets it is the cross-entropy less what no prediction can avoid, {@link TargetEntropy}. Classes are
 * matched by label; one that the ticket did not know has the mass that it kept for the unseen, and no probability counts as less than
 * 2⁻⁵². An update costs what the classes of target and ticket cost, and keeps none of them.
 *
 * @example
 * ```ts
 * import { KlDivergence } from '@rivulet/metrics'
 *
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.5, 0.5] }
 * const ofLabels = new KlDivergence()
 * ofLabels.update('ham', ticket)
 * ofLabels.value // => Math.LN2
 * const ofVotes = new KlDivergence()
 * ofVotes.update({ labels: ['spam', 'ham'], probabilities: [0.5, 0.5] }, ticket)
 * ofVotes.value // => 0
 * ```
 *
 * @see Kullback & Leibler (1951), On Information and Sufficiency
 */
export class KlDivergence<L extends Label = Label> extends MeanScore<L, L | Target<L>> {
  override readonly range: Interval = { low: 0, high: MAX_LOSS }
  override readonly takesTargets: boolean = true

  /** KL(y ‖ prediction), ≥ 0. */
  override score(y: L | Target<L>, prediction: Prediction<L>): number {
    if (isTarget(y)) return klDivergence(...aligned(y, prediction))
    return surprise(prediction, y)
  }
}
