import { check } from '@rivulet/core'
import type { Box, Point } from '@rivulet/models'
import type { ClassificationLoss } from '@rivulet/optim'
import { onGrid, outlines } from '../plane/grid.ts'
import { checkBox, type PlaneExample } from '../plane/planeExample.ts'
import { colour } from '../plot/colours.ts'
import { figure } from '../plot/figure.ts'
import { type FigureOptions, sizeOf } from '../plot/figureOptions.ts'
import { frame } from '../plot/frame.ts'
import { mark, path } from '../plot/marks.ts'
import { costAt, descend, slopeAt } from './costSurface.ts'

/** What is drawn of the surface, and how the path descends on it. */
export interface CostSurfaceOptions extends FigureOptions {
  /** The weights that are drawn; from −10 to 10 unless given. */
  readonly box?: Box
  /** Where the path begins; [−8, −8] unless given. */
  readonly start?: Point
  /** η > 0; 1 unless given. */
  readonly eta?: number
  /** Steps of the path, ≥ 0; 100 unless given. */
  readonly steps?: number
}

/** Where the outline of a height follows the border of the box no line is drawn. */
const GAP: Point = [Number.NaN, Number.NaN]

/** Lines of equal cost. */
const LINES = 16

/**
 * The cost over two weights as lines of equal height, with the path of gradient descent on it.
 *
 * L(w) = (1/n) Σ ℓ(w·x_i, y_i);  w ← w − η ∇L(w)
 *
 * With the quadratic cost the surface is flat where the answers are most wrong, and the path gets stuck there; with the logarithmic cost it is
 * steep there.
 *
 * @param loss - a loss of one score, as `logisticLoss` and `quadraticLoss`
 * @param examples - points of class 0 and 1, at least one
 * @param options - the part of the weights' plane, where the path begins, its steps, and the figure's size
 * @returns an `svg` element as text
 * @throws RangeError for a loss of several scores, and for examples, a box, steps or a size that are none
 *
 * @example
 * ```ts
 * import { costSurfaceSvg } from '@rivulet/figures'
 * import { logisticLoss } from '@rivulet/optim'
 *
 * costSurfaceSvg(logisticLoss, [{ x: [1, 0], y: 1 }, { x: [0, 1], y: 0 }]).startsWith('<svg') // => true
 * ```
 *
 * @see Solla, Levin & Fleisher (1988), Accelerated Learning in Layered Neural Networks
 */
export function costSurfaceSvg(
  loss: ClassificationLoss,
  examples: readonly PlaneExample<0 | 1>[],
  options: CostSurfaceOptions = {},
): string {
  const { start = [-8, -8], eta = 1, steps = 100 } = options
  const { width, height } = sizeOf(options)
  check(examples.length > 0, 'examples', 'at least one', examples)
  check(loss.scores(2) === 1, 'loss', 'a loss of one score', loss.name)
  check(eta > 0 && Number.isFinite(eta), 'eta', '> 0 and finite', eta)
  check(Number.isInteger(steps) && steps >= 0, 'steps', 'a whole number ≥ 0', steps)
  const box = checkBox(options.box ?? { left: -10, right: 10, bottom: -10, top: 10 })
  const place = { left: 50, top: 24, width: width - 70, height: height - 64 }
  const plot = frame(
    place,
    { label: 'w₀', from: box.left, to: box.right },
    { label: 'w₁', from: box.bottom, to: box.top },
  )
  const walked = descend((at) => slopeAt(loss, examples, at), start, eta, steps)
  const trail = [path(plot, walked, { stroke: colour(1) }), mark(plot, start, 0), mark(plot, walked.at(-1) as Point, 1)]
  const title = `Cost over two weights: ${loss.name}, ${steps} steps down`
  const lines = heights((at) => costAt(loss, examples, at), box).map(({ points, share }) =>
    path(plot, points, { stroke: colour(0), 'stroke-width': 1, 'stroke-opacity': 0.3 + 0.7 * share }),
  )
  return figure(title, width, height, plot.axes, ...lines, ...trail)
}

/** Lines of equal cost, each with its height as a share of the highest. */
function heights(cost: (at: Point) => number, box: Box): { points: Point[]; share: number }[] {
  const values = onGrid(box, cost)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const { left, right, bottom, top } = box
  const inside = ([x, y]: Point): boolean => x > left && x < right && y > bottom && y < top
  return Array.from({ length: LINES }, (_, i) => (i + 1) / (LINES + 1)).flatMap((share) =>
    outlines(values, least + share * (most - least), box).map((ring) => ({
      share,
      points: ring.map((point) => (inside(point) ? point : GAP)),
    })),
  )
}
