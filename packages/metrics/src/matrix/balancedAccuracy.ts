import type { Label } from '@rivulet/core'
import { exactTotal } from '../sum/exactTotal.ts'
import { MatrixMetric } from './matrixMetric.ts'

/**
 * The mean, over the classes that came, of the share of each that was predicted: accuracy as if all came equally often.
 *
 * (1/K) Σ_k n_kk / n_k·
 *
 * A constant prediction has 1/K, however rare the other classes are.
 *
 * @example
 * ```ts
 * import { BalancedAccuracy } from '@rivulet/metrics'
 *
 * const balanced = new BalancedAccuracy()
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['ham', 'ham', 'spam', 'ham']) balanced.update(y, ticket)
 * balanced.value // => 0.5
 * ```
 *
 * @see Brodersen, Ong, Stephan & Buhmann (2010), The Balanced Accuracy and Its Posterior Distribution
 */
export class BalancedAccuracy<L extends Label = Label> extends MatrixMetric<L> {
  /** The mean recall; NaN before the first event. */
  override get value(): number {
    const came = [...this.matrix.classes()].filter((of) => of.came > 0)
    return exactTotal(came.map((of) => of.hits / of.came)) / came.length
  }
}
