import { InvalidEvent, type Label, type Prediction, show } from '@rivulet/core'

/**
 * The probability that a ticket gave to a label. Only what is read is checked, in the time that reading takes.
 *
 * @throws InvalidEvent if it, or the mass kept for the unseen, is no number from 0 to 1; a hair above is rounding
 */
export function probabilityGiven<L extends Label>(prediction: Prediction<L>, y: L): number {
  const { labels, probabilities, unseen } = prediction
  if (unseen !== undefined && !(typeof unseen === 'number' && unseen >= 0 && unseen <= 1)) {
    throw new InvalidEvent(`unseen should be a number from 0 to 1, but is ${show(unseen)}`)
  }
  for (let k = 0; k < labels.length; k++) {
    if (labels[k] !== y) continue
    const p = probabilities[k]
    if (typeof p === 'number' && p >= 0 && p <= 1 + 1e-9) return unseen === undefined ? p : p * (1 - unseen)
    throw new InvalidEvent(`the probability of ${show(y)} should be a number from 0 to 1, but is ${show(p)}`)
  }
  return unseen ?? 0
}
