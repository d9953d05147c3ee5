import { check, type Label } from '@rivulet/core'
import type { Box } from '@rivulet/models'
import { figure } from '../plot/figure.ts'
import { type FigureOptions, sizeOf } from '../plot/figureOptions.ts'
import { mark } from '../plot/marks.ts'
import { area } from './area.ts'
import { boxAround, checkBox, type PlaneExample } from './planeExample.ts'
import { planeFrame } from './planeFrame.ts'
import { type PlaneClassifier, regionsOf } from './regions.ts'

/** What part of the plane is drawn. */
export interface RegionsOptions extends FigureOptions {
  /** The part of the plane that is drawn; around the examples unless given. */
  readonly box?: Box
}

/**
 * The regions of a classifier over two features, their boundaries, and the examples on them.
 *
 * region_k = { x : argmax_l p_l(x) = k }
 *
 * The regions of linear classifiers are exact convex polygons, those of all others are traced on a grid. Each class has a colour and a shape.
 *
 * @param model - any classifier of two features: `labels` and `predict`
 * @param examples - what it learned from, or is tested on: `{ x: [a, b], y }`
 * @param options - the part of the plane, and the figure's size
 * @returns an `svg` element as text
 * @throws RangeError for a box, a point or a size that is none
 *
 * @example
 * ```ts
 * import { regionsSvg } from '@rivulet/figures'
 * import { SoftmaxRegression } from '@rivulet/models'
 *
 * const examples = [{ x: [0, 1], y: 'a' }, { x: [1, 0], y: 'b' }, { x: [-1, -1], y: 'c' }] as const
 * const model = new SoftmaxRegression({ labels: ['a', 'b', 'c'], features: 2 })
 * for (let epoch = 0; epoch < 10; epoch++) for (const { x, y } of examples) model.learn(x, y)
 * regionsSvg(model, examples).split('fill-rule').length - 1 // => 3
 * ```
 */
export function regionsSvg<L extends Label>(
  model: PlaneClassifier<L>,
  examples: readonly PlaneExample<L>[] = [],
  options: RegionsOptions = {},
): string {
  const { width, height } = sizeOf(options)
  const box = checkBox(options.box ?? boxAround(examples.map(({ x }) => x)))
  const plot = planeFrame(box, width, height)
  const areas = regionsOf(model, box).map((rings, k) => area(plot, rings, k))
  const points = examples.map(({ x, y }, i) => {
    const k = model.labels.indexOf(y)
    check(k >= 0, `examples[${i}].y`, `one of the labels ${model.labels.join(', ')}`, y)
    return mark(plot, x, k)
  })
  return figure(`Regions of ${model.labels.length} classes`, width, height, plot.axes, ...areas, ...points)
}
