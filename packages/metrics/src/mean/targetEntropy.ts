import { entropy, type Label, type Prediction } from '@rivulet/core'
import type { Interval } from '../interval/interval.ts'
import { MeanScore } from './meanScore.ts'
import { aligned, isTarget, type Target } from './target.ts'

/**
 * The mean entropy of the targets, in nats: what no prediction of them can avoid.
 *
 * Σ wᵢ H(yᵢ) / Σ wᵢ,  and so  {@link CrossEntropy} = TargetEntropy + {@link KlDivergence}
 *
 * A label is a one-hot target and has none: of labels it is 0. It is not {@link LabelEntropy}, which is of how often each label comes.
 * Classes that the ticket did not know are one class, as they are to cross-entropy and KL.
 *
 * @example
 * ```ts
 * import { CrossEntropy, KlDivergence, TargetEntropy } from '@rivulet/metrics'
 *
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * const [ce, h, kl] = [new CrossEntropy(), new TargetEntropy(), new KlDivergence()]
 * for (const metric of [ce, h, kl]) metric.update({ labels: ['ham', 'spam'], probabilities: [0.5, 0.5] }, ticket)
 * h.value // => Math.LN2
 * Math.abs(ce.value - (h.value + kl.value)) < 1e-15 // => true
 * ```
 *
 * @see Shannon (1948), A Mathematical Theory of Communication
 */
export class TargetEntropy<L extends Label = Label> extends MeanScore<L, L | Target<L>> {
  override readonly range: Interval = { low: 0, high: Infinity }
  override readonly takesTargets: boolean = true

  /** H(y), ≥ 0. */
  override score(y: L | Target<L>, prediction: Prediction<L>): number {
    return isTarget(y) ? Math.max(0, entropy(aligned(y, prediction)[0])) : 0
  }
}
