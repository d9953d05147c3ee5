import { checkProbabilities, type Label, type Prediction } from '@rivulet/core'
import type { Interval } from '../interval/interval.ts'
import { MeanScore } from './meanScore.ts'

/**
 * The mean squared distance of the prediction from what happened, halved: from 0, certain and right, to 1, certain and
 * wrong.
 *
 * ½ Σ_k (P(k) − 1[k = y])²
 *
 * "None of the known classes" is one of the k, with the mass that the ticket kept for the unseen. With two classes it is
 * (P(y) − 1)². Unlike {@link CrossEntropy} it charges little for a small probability of what then happens.
 *
 * @example
 * ```ts
 * import { Brier } from '@rivulet/metrics'
 *
 * const brier = new Brier()
 * brier.update('ham', { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] })
 * brier.value // => 0.0625
 * ```
 *
 * @see Brier (1950), Verification of Forecasts Expressed in Terms of Probability
 */
export class Brier<L extends Label = Label> extends MeanScore<L> {
  override readonly range: Interval = { low: 0, high: 1 }

  /** Half the squared distance, from 0 to 1. */
  override score(y: L, prediction: Prediction<L>): number {
    checkProbabilities(prediction)
    const { labels, probabilities, unseen = 0 } = prediction
    let sum = 0
    let unknown = 1
    for (let k = 0; k < labels.length; k++) {
      const p = (probabilities[k] as number) * (1 - unseen)
      const happened = labels[k] === y ? 1 : 0
      unknown -= happened
      sum += (p - happened) * (p - happened)
    }
    return (sum + (unseen - unknown) * (unseen - unknown)) / 2
  }
}
