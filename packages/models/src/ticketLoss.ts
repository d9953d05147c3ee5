import type { Label, Labels, Prediction } from '@rivulet/core'
import { checkTicket, InvalidEvent, log, log1p, minProbability } from '@rivulet/core'
import type { ClassificationLoss } from '@rivulet/optim'

/**
 * The loss of scores for class k, −1 if they do not know it, where `unseen` was kept for classes not seen.
 *
 * A probabilistic loss is −log of the label's probability, of which the known classes share 1 − unseen. To another a class that the
 * scores do not know is the next one, without a score.
 */
export function lossAt(loss: ClassificationLoss, z: ArrayLike<number>, k: number, unseen: number): number {
  if (!loss.probabilistic) return loss.value(z, k < 0 ? z.length : k)
  if (k < 0) return 0 - log(Math.max(unseen, minProbability))
  return unseen > 0 ? loss.value(z, k) - log1p(-unseen) : loss.value(z, k)
}

/** The loss of a ticket that carries its scores as beliefs. */
export function ticketLoss<L extends Label>(loss: ClassificationLoss, ticket: Prediction<L>, y: L): number {
  checkTicket(ticket)
  const { beliefs, labels, unseen = 0 } = ticket
  if (beliefs === undefined) throw new InvalidEvent('ticket should have the beliefs it was made with')
  checkOwn(loss, ticket, beliefs)
  return lossAt(loss, beliefs, labels.indexOf(y), unseen)
}

/**
 * Refuses the ticket of another kind of model: its beliefs should be as many scores as its labels have, and its probabilities those of
 * these scores.
 */
function checkOwn<L extends Label>(loss: ClassificationLoss, ticket: Prediction<L>, z: readonly number[]): void {
  const { labels, probabilities } = ticket
  const scores = loss.scores(labels.length)
  const own =
    z.length === scores && loss.probabilities(z).every((p, k) => Math.abs(p - (probabilities[k] as number)) < 1e-6)
  if (own) return
  throw new InvalidEvent(
    `ticket should be one that this model made, with ${scores} scores as beliefs and the probabilities of these, but is another's`,
  )
}

/** ∂ℓ/∂z of scores for a label, which is one more class with score 0 if they do not know it. */
export function gradientAt<L extends Label>(
  loss: ClassificationLoss,
  z: ArrayLike<number>,
  labels: Labels<L>,
  y: L,
): number[] {
  labels.check(y)
  const k = labels.indexOf(y)
  const scores = k < 0 ? [...Array.from(z), 0] : Array.from(z)
  const gradient = scores.map(() => 0)
  loss.gradient(scores, k < 0 ? z.length : k, gradient)
  return gradient
}
