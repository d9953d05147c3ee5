import { checkProbabilities, checkWhole, type Label, type Prediction } from '@rivulet/core'
import type { Interval } from '../interval/interval.ts'
import { MeanScore } from './meanScore.ts'

/**
 * The share of events whose label was among the k most probable classes; on ties the first of them count as more
 * probable, as in `argmax`. With k = 1 it is the accuracy.
 *
 * @example
 * ```ts
 * import { TopKAccuracy } from '@rivulet/metrics'
 *
 * const topTwo = new TopKAccuracy(2)
 * const ticket = { label: 'a', labels: ['a', 'b', 'c'], probabilities: [0.5, 0.3, 0.2] }
 * for (const y of ['a', 'b', 'c', 'c']) topTwo.update(y, ticket)
 * topTwo.value // => 0.5
 * ```
 */
export class TopKAccuracy<L extends Label = Label> extends MeanScore<L> {
  override readonly range: Interval = { low: 0, high: 1 }
  override readonly proportion: boolean = true
  /** How many classes count as predicted. */
  readonly k: number

  /** @param k - how many classes count as predicted, ≥ 1 */
  constructor(k: number) {
    super()
    checkWhole('k', k, 1)
    this.k = k
  }

  /** 1 if fewer than k classes were more probable than the label, else 0; 0 for a class that the ticket did not know. */
  override score(y: L, prediction: Prediction<L>): number {
    checkProbabilities(prediction)
    const { labels, probabilities } = prediction
    const at = labels.indexOf(y)
    if (at < 0) return 0
    const p = probabilities[at] as number
    let before = 0
    for (let j = 0; j < labels.length; j++) {
      const q = probabilities[j] as number
      if (q > p || (q === p && j < at)) before++
    }
    return before < this.k ? 1 : 0
  }
}
