import { type Box, clip, corners, type PlaneScore, type Point, scoreAt } from './plane.ts'

/**
 * The part of a decision boundary that lies in a box: a segment, to draw.
 *
 * { bias + a x + b y = 0 } ∩ box
 *
 * @param score - the boundary's linear function, as `planeScore(decisionBoundary(k, l))`
 * @param box - what is drawn
 * @returns the two ends, or nothing if the boundary does not cross the box
 *
 * @example
 * ```ts
 * import { boundarySegment } from '@rivulet/models'
 *
 * boundarySegment({ bias: 0, a: 1, b: 0 }, { left: -1, right: 1, bottom: 0, top: 1 }) // => [[0, 0], [0, 1]]
 * ```
 */
export function boundarySegment(score: PlaneScore, box: Box): readonly [Point, Point] | undefined {
  const inside = clip(corners(box), score)
  const size = Math.max(...corners(box).map((corner) => Math.abs(scoreAt(score, corner))))
  const ends = inside.filter((point) => Math.abs(scoreAt(score, point)) <= 1e-12 * size)
  return size > 0 && ends.length >= 2 ? [ends[0] as Point, ends[1] as Point] : undefined
}
