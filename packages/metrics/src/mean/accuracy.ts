import type { Label, Prediction } from '@rivulet/core'
import type { Interval } from '../interval/interval.ts'
import { MeanScore } from './meanScore.ts'

/**
 * The share of events whose label was the predicted one.
 *
 * accuracy = Σ wᵢ 1[ŷᵢ = yᵢ] / Σ wᵢ
 *
 * Before any class is known the prediction is `undefined`, and wrong: the first events are counted like all others.
 * High accuracy alone proves nothing; put {@link MajorityBaseline} and {@link LastLabelBaseline} beside it.
 *
 * @example
 * ```ts
 * import { Accuracy } from '@rivulet/metrics'
 *
 * const accuracy = new Accuracy()
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['ham', 'ham', 'spam', 'ham']) accuracy.update(y, ticket)
 * accuracy.value // => 0.75
 * ```
 */
export class Accuracy<L extends Label = Label> extends MeanScore<L> {
  override readonly range: Interval = { low: 0, high: 1 }
  override readonly proportion: boolean = true
  /** 1 if the label was predicted, else 0. */
  override score(y: L, prediction: Prediction<L>): number {
    return prediction.label === y ? 1 : 0
  }
}
