import type { Label, Prediction } from '@rivulet/core'
import { type Box, LinearClassifier, type Point, planeScore, voronoiCells } from '@rivulet/models'
import { onGrid, outlines } from './grid.ts'

/** Anything that answers a point of the plane with probabilities: every classifier of Rivulet, and yours. */
export interface PlaneClassifier<L extends Label = Label> {
  readonly labels: readonly L[]
  predict(x: readonly number[]): Prediction<L>
}

/** The rings of a region: its outline, and holes. */
export type Rings = readonly (readonly Point[])[]

/**
 * The region of each class: where its answer is that class.
 *
 * Of a linear classifier they are exact, convex polygons. Any other is asked on a grid, and the border lies where a class's probability
 * equals the largest of the others, interpolated between the grid's points.
 */
export function regionsOf<L extends Label>(model: PlaneClassifier<L>, box: Box): Rings[] {
  if (model instanceof LinearClassifier) {
    const scores = model.labels.map((label) => planeScore(model.coefficients(label)))
    return voronoiCells(scores, box).map((cell) => [cell])
  }
  const answers = onGrid(box, (point) => model.predict(point))
  return model.labels.map((_, k) => {
    const lead = answers.map(({ probabilities }) => leadOf(probabilities, k))
    return outlines(lead, 0, box)
  })
}

/** By how much class k is ahead of the best other; negative if it is behind. */
function leadOf(probabilities: readonly number[], k: number): number {
  let best = -1
  for (const [l, p] of probabilities.entries()) if (l !== k && p > best) best = p
  return (probabilities[k] ?? 0) - best
}
