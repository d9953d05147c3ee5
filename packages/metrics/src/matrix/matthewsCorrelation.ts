import type { Label } from '@rivulet/core'
import type { Interval } from '../interval/interval.ts'
import { exactTotal } from '../sum/exactTotal.ts'
import { MatrixMetric } from './matrixMetric.ts'

/**
 * The correlation of labels and predictions, for any number of classes: 1 perfect, 0 no better than shuffled.
 *
 * (c n − Σ_k n_k· n_·k) / √((n² − Σ_k n_·k²)(n² − Σ_k n_k·²)), c the weight predicted right
 *
 * It is 0 where it is not defined: while there has been one label only, or one prediction only.
 *
 * @example
 * ```ts
 * import { MatthewsCorrelation } from '@rivulet/metrics'
 *
 * const mcc = new MatthewsCorrelation()
 * for (const y of ['ham', 'spam']) mcc.update(y, { label: y, labels: [y], probabilities: [1] })
 * mcc.value // => 1
 * ```
 *
 * @see Gorodkin (2004), Comparing two K-category assignments by a K-category correlation coefficient
 */
export class MatthewsCorrelation<L extends Label = Label> extends MatrixMetric<L> {
  override readonly range: Interval = { low: -1, high: 1 }

  /** The correlation, from −1 to 1; NaN before the first event. */
  override get value(): number {
    const { correct, total } = this.matrix
    if (total === 0) return NaN
    const classes = [...this.matrix.classes()]
    const none = total - exactTotal(classes.map((of) => of.predicted))
    const both = exactTotal(classes.map((of) => of.came * of.predicted))
    const ofPredictions = total * total - exactTotal(classes.map((of) => of.predicted * of.predicted)) - none * none
    const ofLabels = total * total - exactTotal(classes.map((of) => of.came * of.came))
    if (ofPredictions === 0 || ofLabels === 0) return 0
    return (correct * total - both) / (Math.sqrt(ofPredictions) * Math.sqrt(ofLabels))
  }
}
