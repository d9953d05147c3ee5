import { checkPrediction, checkProbabilities, type Label, minProbability, type Prediction } from '@rivulet/core'
import { checkTruth } from '../checkTruth.ts'

/** A soft target: what should have been predicted, as a distribution. A `Prediction` of another model is one. */
export interface Target<L extends Label = Label> {
  /** The classes. */
  readonly labels: readonly L[]
  /** One probability for each of `labels`; they sum to 1. */
  readonly probabilities: readonly number[]
}

/** Whether it is a distribution, and not one label. */
export function isTarget<L extends Label>(y: L | Target<L>): y is Target<L> {
  return typeof y === 'object' && y !== null
}

function asPrediction<L extends Label>({ labels, probabilities }: Target<L>): Prediction<L> {
  const target = { label: undefined, labels, probabilities }
  checkPrediction(target)
  return target
}

/**
 * Target and prediction over the same classes, matched by label: [p, q], which each sum to 1.
 *
 * All classes that the ticket did not know are one class, which has the mass that it kept for the unseen; all that the target rules out
 * are another. Where p > 0, no q counts as less than 2⁻⁵².
 *
 * @throws InvalidEvent for what is no distribution
 */
export function aligned<L extends Label>(target: Target<L>, prediction: Prediction<L>): readonly [number[], number[]] {
  checkTruth(target, true)
  checkProbabilities(asPrediction(target))
  checkProbabilities(prediction)
  const { labels, probabilities, unseen = 0 } = prediction
  const [p, q] = [[...target.probabilities], new Array<number>(target.labels.length).fill(0)]
  let index: Map<L, number> | undefined
  let [beyond, others] = [0, 1 - unseen]
  for (const [k, y] of target.labels.entries()) {
    if (labels[k] !== y) index ??= new Map(labels.map((label, j) => [label, j]))
    const j = labels[k] === y ? k : index?.get(y)
    if (j === undefined) {
      beyond += p[k] as number
      p[k] = 0
    } else {
      q[k] = (probabilities[j] as number) * (1 - unseen)
      others -= q[k] as number
    }
  }
  p.push(beyond, 0)
  q.push(unseen, Math.max(0, others))
  return [p, q.map((x, k) => (p[k] === 0 ? x : Math.max(x, minProbability)))]
}
