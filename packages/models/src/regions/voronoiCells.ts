import { type Box, clip, corners, type PlaneScore, type Polygon } from './plane.ts'

/**
 * The regions in which each of K linear scores is the largest, clipped to a box: polygons, to draw.
 *
 * cell_k = box ∩ ⋂_l { (w_k − w_l)·x + b_k − b_l ≥ 0 }
 *
 * Every cell is convex, and together they are the box. With w_k = 2c_k, b_k = −‖c_k‖² they are the Voronoi cells of the points c_k; those of any
 * linear classifier are such cells with weights (a power diagram). Of equal scores the first has the cell, as argmax has it.
 *
 * @param scores - of each class: bias, a and b
 * @param box - what is drawn
 * @returns a polygon for each class, counter-clockwise; empty where a class never wins
 *
 * @example
 * ```ts
 * import { voronoiCells } from '@rivulet/models'
 *
 * const [left, right] = [{ bias: 0, a: -1, b: 0 }, { bias: 0, a: 1, b: 0 }]
 * const cells = voronoiCells([left, right], { left: -1, right: 1, bottom: 0, top: 1 })
 * cells[0] // => [[-1, 0], [0, 0], [0, 1], [-1, 1]]
 * ```
 *
 * @see Aurenhammer (1987), Power Diagrams: Properties, Algorithms and Applications
 */
export function voronoiCells(scores: readonly PlaneScore[], box: Box): Polygon[] {
  return scores.map((k, own) =>
    scores.reduce<Polygon>((cell, l, other) => {
      const difference = { bias: k.bias - l.bias, a: k.a - l.a, b: k.b - l.b }
      const same = difference.bias === 0 && difference.a === 0 && difference.b === 0
      if (same) return other < own ? [] : cell
      return clip(cell, difference)
    }, corners(box)),
  )
}
