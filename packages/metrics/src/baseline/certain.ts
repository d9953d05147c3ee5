import type { Label, Prediction } from '@rivulet/core'

/** The forecast that a label comes for certain, or, without one, of no class, which counts as wrong. It never changes. */
export function certain<L extends Label>(y: L | undefined): Prediction<L> {
  const labels: readonly L[] = Object.freeze(y === undefined ? [] : [y])
  const probabilities = Object.freeze(labels.map(() => 1))
  const forecast = { label: y, labels, probabilities }
  return Object.freeze(y === undefined ? { ...forecast, unseen: 1 } : forecast)
}
