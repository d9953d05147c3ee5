import { type Box, type Point, voronoiCells } from '@rivulet/models'
import { figure } from '../plot/figure.ts'
import { type FigureOptions, sizeOf } from '../plot/figureOptions.ts'
import { mark } from '../plot/marks.ts'
import { area } from './area.ts'
import { boxAround, checkBox } from './planeExample.ts'
import { planeFrame } from './planeFrame.ts'

/** What part of the plane is drawn. */
export interface VoronoiOptions extends FigureOptions {
  /** The part of the plane that is drawn; around the points unless given. */
  readonly box?: Box
}

/**
 * The Voronoi cells of points: of each, what lies nearest to it. They are the regions of a linear classifier.
 *
 * ‖x − c_k‖² is least where z_k = 2 c_k·x − ‖c_k‖² is largest
 *
 * @param points - the centres, one a class
 * @param options - the part of the plane, and the figure's size
 * @returns an `svg` element as text
 * @throws RangeError for a box, a point or a size that is none
 *
 * @example
 * ```ts
 * import { voronoiSvg } from '@rivulet/figures'
 *
 * const svg = voronoiSvg([[0, 0], [1, 0], [0, 1]])
 * svg.split('fill-rule').length - 1 // => 3
 * ```
 *
 * @see Aurenhammer (1987), Power Diagrams: Properties, Algorithms and Applications
 */
export function voronoiSvg(points: readonly Point[], options: VoronoiOptions = {}): string {
  const { width, height } = sizeOf(options)
  const box = checkBox(options.box ?? boxAround(points))
  const plot = planeFrame(box, width, height)
  const scores = points.map(([a, b]) => ({ bias: -a * a - b * b, a: 2 * a, b: 2 * b }))
  const cells = voronoiCells(scores, box).map((cell, k) => area(plot, [cell], k))
  const centres = points.map((point) => mark(plot, point, 0, { fill: 'currentColor' }))
  return figure(`Voronoi cells of ${points.length} points`, width, height, plot.axes, ...cells, ...centres)
}
