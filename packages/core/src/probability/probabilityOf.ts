import type { Label, Prediction } from '../vocabulary.ts'

/**
 * The probability that a prediction gave to a label.
 *
 * P(y) = probabilities_y · (1 − unseen) for a class that the prediction knew, else unseen
 *
 * Together over all known classes and "none of them" that is a distribution, so scores of it are proper, and the first
 * sight of a class costs a finite, stated amount.
 *
 * @param prediction - the ticket, made before the label was known
 * @param y - the label
 * @returns a number in [0, 1]
 *
 * @example
 * ```ts
 * import { probabilityOf } from '@rivulet/core'
 *
 * const ticket = { label: 'ham', labels: ['ham', 'spam'], probabilities: [0.75, 0.25], unseen: 0.2 }
 * probabilityOf(ticket, 'spam') // => 0.2
 * probabilityOf(ticket, 'eggs') // => 0.2
 * ```
 *
 * @see Good (1953), The Population Frequencies of Species and the Estimation of Population Parameters
 */
export function probabilityOf<L extends Label>(prediction: Prediction<L>, y: L): number {
  const unseen = prediction.unseen ?? 0
  const { labels, probabilities } = prediction
  // A loop, for with few classes indexOf costs twice as much.
  for (let k = 0; k < labels.length; k++) if (labels[k] === y) return (probabilities[k] as number) * (1 - unseen)
  return unseen
}
