import type { Label, Labels, Vector } from '@rivulet/core'
import type { ClassificationLoss } from '@rivulet/optim'
import type { Example } from './example.ts'
import type { Scoring, Share } from './scoring.ts'
import { lossAt, ticketLoss } from './ticketLoss.ts'

/**
 * One step of a classifier on a minibatch that was checked: w ← w − Σ_b rate_b ∇ℓ_b, every gradient taken at the weights before
 * it.
 *
 * @param eta - of the penalties
 * @param rates - of each example's gradient
 * @param unseen - what was kept for classes not seen
 * @returns the mean of the losses, NaN for none
 */
export function learnTogether<L extends Label>(
  loss: ClassificationLoss,
  scoring: Scoring,
  labels: Labels<L>,
  batch: readonly Example<Vector, L>[],
  eta: number,
  rates: readonly number[],
  unseen: number,
): number {
  const late = batch.map(({ y, ticket }) => (ticket === undefined ? undefined : ticketLoss(loss, ticket, y)))
  const [known, scores] = [labels.size, scoring.weights.scores]
  const shares = batch.map(({ x, y }, b) => ({ x, k: labels.admit(y), rate: rates[b] as number }))
  scoring.grow(labels.size)
  let sum = 0
  scoring.stepTogether(shares, eta, (z, b) => {
    const { k } = shares[b] as Share
    sum += late[b] ?? lossAt(loss, z.subarray(0, scores), k < known ? k : -1, unseen)
  })
  return sum / batch.length
}
