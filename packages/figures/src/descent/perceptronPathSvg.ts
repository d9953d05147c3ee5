import { boundarySegment, type Point, planeScore } from '@rivulet/models'
import { boxAround, type PlaneExample } from '../plane/planeExample.ts'
import { planeFrame } from '../plane/planeFrame.ts'
import { colour } from '../plot/colours.ts'
import { figure } from '../plot/figure.ts'
import { type FigureOptions, sizeOf } from '../plot/figureOptions.ts'
import { frame } from '../plot/frame.ts'
import { mark, path } from '../plot/marks.ts'
import { element } from '../svg/element.ts'
import { perceptronPath } from './perceptronPath.ts'

/** How the perceptron walks. */
export interface PerceptronPathOptions extends FigureOptions {
  /** η of the t-th event, from 0; 1 unless given. */
  readonly eta?: (t: number) => number
  /** At most so many times through the examples, ≥ 1; 20 unless given. */
  readonly epochs?: number
}

/**
 * The perceptron's path: the boundary after each mistake, the latest the darkest, and beside it the weights' walk through their own plane.
 *
 * on a mistake  w ← w + η y± x
 *
 * On separable points it ends with an epoch without a mistake; on others it goes on for ever.
 *
 * @param examples - points of class 0 and 1
 * @param options - η, the number of epochs, and the figure's size: 720 × 320 unless given
 * @returns an `svg` element as text, whose title says how it ended
 * @throws RangeError for points, epochs, steps or a size that are none
 *
 * @example
 * ```ts
 * import { perceptronPathSvg } from '@rivulet/figures'
 *
 * const svg = perceptronPathSvg([{ x: [0, 0], y: 0 }, { x: [2, 1], y: 1 }])
 * svg.includes('no mistake in epoch') // => true
 * ```
 *
 * @see Novikoff (1962), On Convergence Proofs for Perceptrons
 */
export function perceptronPathSvg(
  examples: readonly PlaneExample<0 | 1>[],
  options: PerceptronPathOptions = {},
): string {
  const { width, height } = sizeOf({ width: 720, ...options })
  const { weights, mistakes } = perceptronPath(examples, options.epochs ?? 20, options.eta ?? (() => 1))
  const box = boxAround(examples.map(({ x }) => x))
  const half = width / 2
  const plane = planeFrame(box, half, height - 16)
  const lines = weights.flatMap((coefficients, i) => {
    const segment = boundarySegment(planeScore(coefficients), box)
    const share = (i + 1) / weights.length
    return segment === undefined
      ? []
      : path(plane, segment, { stroke: 'currentColor', 'stroke-opacity': share * share, 'stroke-width': 1.5 })
  })
  const walk = weights.map((coefficients): Point => {
    const { a, b } = planeScore(coefficients)
    return [a, b]
  })
  const around = boxAround(walk)
  const place = { left: half + 50, top: 24, width: half - 70, height: height - 80 }
  const own = frame(
    place,
    { label: 'w₀', from: around.left, to: around.right },
    { label: 'w₁', from: around.bottom, to: around.top },
  )
  const steps = path(own, walk, { stroke: colour(1), 'stroke-opacity': 0.7, 'stroke-width': 1.5 })
  const ends = [walk[0], walk.at(-1)].map((point, k) => mark(own, point as Point, k))
  const points = examples.map(({ x, y }) => mark(plane, x, y))
  const [all, epochs] = [mistakes.reduce((sum, count) => sum + count, 0), mistakes.length]
  const end = mistakes.at(-1) === 0 ? `no mistake in epoch ${epochs}` : `mistakes in each of ${epochs} epochs`
  const said = element(
    'text',
    { x: 50, y: height - 2, 'font-size': 11, fill: 'currentColor' },
    `${all} mistakes; ${end}`,
  )
  return figure(
    `The perceptron’s path: ${all} mistakes; ${end}`,
    width,
    height,
    plane.axes,
    ...lines,
    ...points,
    own.axes,
    steps,
    ...ends,
    said,
  )
}
