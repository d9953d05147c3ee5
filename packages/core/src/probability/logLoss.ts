import { log } from '../math/log.ts'
import type { Label, Prediction } from '../vocabulary.ts'
import { minProbability } from './minProbability.ts'
import { probabilityOf } from './probabilityOf.ts'

// Bound here for the reason given in math/exp.ts.
const ln = log
const of = probabilityOf
const least = minProbability

/**
 * The surprise of a label under the prediction made for it, in nats: cross-entropy from the label's one-hot vector.
 *
 * ℓ = −log max(P(y), 2⁻⁵²)
 *
 * @param prediction - the ticket, made before the label was known
 * @param y - the label
 * @returns nats in [0, 52 ln 2]
 *
 * @example
 * ```ts
 * import { logLoss } from '@rivulet/core'
 *
 * logLoss({ label: 'ham', labels: ['ham', 'spam'], probabilities: [0.5, 0.5] }, 'ham') // => Math.LN2
 * ```
 *
 * @see Good (1952), Rational Decisions
 */
export function logLoss<L extends Label>(prediction: Prediction<L>, y: L): number {
  return 0 - ln(Math.max(of(prediction, y), least))
}
