import type { Label } from '@rivulet/core'
import type { Interval } from '../interval/interval.ts'
import { exactTotal } from '../sum/exactTotal.ts'
import { MatrixMetric } from './matrixMetric.ts'

/**
 * Accuracy beyond that of chance: 0 for predictions that are right as often as if they were shuffled, 1 for perfect ones.
 *
 * κ = (p_o − p_e) / (1 − p_e), p_e = Σ_k n_k· n_·k / n²
 *
 * Chance is blind to order: on a stream whose labels come in runs, see {@link KappaLastLabel} as well.
 *
 * @example
 * ```ts
 * import { CohenKappa } from '@rivulet/metrics'
 *
 * const kappa = new CohenKappa()
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25] }
 * for (const y of ['ham', 'ham', 'spam', 'ham']) kappa.update(y, ticket)
 * kappa.value // => 0
 * ```
 *
 * @see Cohen (1960), A Coefficient of Agreement for Nominal Scales
 */
export class CohenKappa<L extends Label = Label> extends MatrixMetric<L> {
  override readonly range: Interval = { low: -1, high: 1 }

  /** κ ≤ 1; NaN before the first event, and while label and prediction have always been one class. */
  override get value(): number {
    const { correct, total } = this.matrix
    const chance = exactTotal(Array.from(this.matrix.classes(), ({ came, predicted }) => came * predicted)) / total
    return (correct - chance) / (total - chance)
  }
}
