import type { Label, Labels, Prediction, Vector, VectorLimits } from '@rivulet/core'
import { checkVector, InvalidEvent } from '@rivulet/core'
import { checkStep } from './checkStep.ts'

/** One example of a minibatch: features and label, and what `learn` takes with them. */
export interface Example<X, L extends Label> {
  readonly x: X
  readonly y: L
  /** How many times it counts, ≥ 0; 1 if absent. */
  readonly weight?: number
  /** The prediction made when the event happened, if the label came late. */
  readonly ticket?: Prediction<L>
}

/**
 * Refuses a minibatch with a bad example in it, before anything changes.
 *
 * @throws InvalidEvent for features, a label or a weight that are none, and where the new labels together are more than the cap allows
 */
export function checkBatch<L extends Label>(
  batch: readonly Example<Vector, L>[],
  labels: Labels<L>,
  limits: VectorLimits,
  eta: number,
  classWeight: (y: L) => number,
): void {
  for (const { x, y, weight = 1 } of batch) {
    checkVector(x, limits)
    checkStep(eta, weight, classWeight(y))
  }
  checkLabels(
    batch.map(({ y }) => y),
    labels,
  )
}

/** Refuses labels that cannot all be taken in, before anything changes. */
export function checkLabels<L extends Label>(incoming: readonly L[], labels: Labels<L>): void {
  const fresh = new Set<L>()
  for (const y of incoming) {
    labels.check(y)
    if (labels.indexOf(y) < 0) fresh.add(y)
  }
  const room = labels.maxLabels - labels.size
  if (fresh.size > Math.max(0, room)) {
    throw new InvalidEvent(
      `there is room for ${room} new labels (the option maxLabels is ${labels.maxLabels}), but there are ${fresh.size}`,
    )
  }
}
