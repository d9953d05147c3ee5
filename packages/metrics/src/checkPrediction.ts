import { InvalidEvent, type Label, type Prediction } from '@rivulet/core'

/**
 * Refuses a ticket that is no prediction: as many probabilities as labels, summing to 1, `unseen` from 0 to 1.
 *
 * @throws InvalidEvent
 */
export function checkPrediction<L extends Label>({ labels, probabilities, unseen = 0 }: Prediction<L>): void {
  const classes = labels.length
  if (probabilities.length !== classes) {
    throw new InvalidEvent(`a prediction should have ${classes} probabilities, but has ${probabilities.length}`)
  }
  let sum = 0
  let least = 0
  for (let k = 0; k < classes; k++) {
    const p = probabilities[k] as number
    sum += p
    if (p < least) least = p
  }
  // A sum that is not near 1 also catches NaN.
  if (classes > 0 && !(Math.abs(sum - 1) < 1e-6)) {
    throw new InvalidEvent(`probabilities should sum to 1, but sum to ${sum}`)
  }
  if (least < 0) throw new InvalidEvent(`a probability should be from 0 to 1, but is ${least}`)
  if (!(unseen >= 0 && unseen <= 1)) throw new InvalidEvent(`unseen should be from 0 to 1, but is ${unseen}`)
}
