import { check } from '@rivulet/core'
/** A point of the plane. */
export type Point = readonly [x: number, y: number]

/** A convex polygon, its corners in order; empty if it has no inside. */
export type Polygon = readonly Point[]

/** The part of the plane that is drawn. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

/** The corners of a box, counter-clockwise; RangeError for what is none. */
export function corners(box: Box): Polygon {
  const { left, right, bottom, top } = Object(box) as Box
  const finite = [left, right, bottom, top].every(Number.isFinite)
  check(finite && left < right && bottom < top, 'box', '{ left, right, bottom, top }, left < right, bottom < top', box)
  return [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ]
}

/** A linear function of the plane: bias + a x + b y. */
export interface PlaneScore {
  readonly bias: number
  readonly a: number
  readonly b: number
}

/** The value of a linear function at a point. */
export function scoreAt({ bias, a, b }: PlaneScore, [x, y]: Point): number {
  return bias + a * x + b * y
}

/**
 * The part of a convex polygon where a linear function is ≥ 0.
 *
 * @see Sutherland & Hodgman (1974), Reentrant Polygon Clipping
 */
export function clip(polygon: Polygon, score: PlaneScore): Polygon {
  const kept: Point[] = []
  for (const [i, p] of polygon.entries()) {
    const q = polygon[(i + 1) % polygon.length] as Point
    const [zp, zq] = [scoreAt(score, p), scoreAt(score, q)]
    if (zp >= 0) kept.push(p)
    if (zp < 0 !== zq < 0 && zp !== 0 && zq !== 0) {
      const share = zp / (zp - zq)
      kept.push([p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])])
    }
  }
  return kept.length < 3 ? [] : kept
}
