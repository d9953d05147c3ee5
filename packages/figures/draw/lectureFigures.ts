import { Random } from '@rivulet/core'
import {
  costSurfaceSvg,
  lossesSvg,
  maxAndSoftmaxSvg,
  type PlaneExample,
  perceptronPathSvg,
  regionsSvg,
  sigmoidSvg,
  temperatureSvg,
  voronoiSvg,
  xorSvg,
} from '@rivulet/figures'
import { type Point, SoftmaxRegression } from '@rivulet/models'
import { logisticLoss, quadraticLoss } from '@rivulet/optim'

/** The figures of the course, by name: what LECTURES.md shows. Seeded, so that they are the same text everywhere. */
export function lectureFigures(): Record<string, string> {
  const random = new Random(7)
  const near = ([x, y]: Point): Point => [x + random.next() - 0.5, y + random.next() - 0.5]
  const cluster = <L>(y: L, centre: Point): { x: Point; y: L }[] =>
    Array.from({ length: 15 }, () => ({ x: near(centre), y }))
  const two: PlaneExample<0 | 1>[] = [...cluster(0 as const, [-0.5, 0.2]), ...cluster(1 as const, [0.7, -0.2])]
  const three = [...cluster('a', [0, 0.8]), ...cluster('b', [-0.8, -0.5]), ...cluster('c', [0.8, -0.5])]
  const mixed: PlaneExample<0 | 1>[] = [...cluster(0 as const, [0, 0]), ...cluster(1 as const, [0.4, 0.2])]
  const slopes: PlaneExample<0 | 1>[] = [
    { x: [1, 0.3], y: 1 },
    { x: [0.4, 1], y: 1 },
    { x: [-1, 0.2], y: 0 },
    { x: [0.1, -0.6], y: 0 },
  ]
  const places = Array.from({ length: 20 }, (): Point => [random.next(), random.next()])
  return {
    sigmoid: sigmoidSvg(),
    losses: lossesSvg(),
    temperature: temperatureSvg(),
    'max-and-softmax': maxAndSoftmaxSvg(),
    'regions-two': regionsSvg(learned([0, 1], two), two),
    'regions-three': regionsSvg(learned(['a', 'b', 'c'], three), three),
    voronoi: voronoiSvg(places, { box: { left: 0, right: 1, bottom: 0, top: 1 } }),
    'cost-logarithmic': costSurfaceSvg(logisticLoss, slopes),
    'cost-quadratic': costSurfaceSvg(quadraticLoss, slopes),
    'perceptron-separable': perceptronPathSvg(interleaved(two)),
    'perceptron-inseparable': perceptronPathSvg(interleaved(mixed), { epochs: 5 }),
    xor: xorSvg(),
  }
}

function learned<const L extends string | number>(
  labels: readonly L[],
  examples: readonly PlaneExample<L>[],
): SoftmaxRegression<L> {
  const model = new SoftmaxRegression<L>({ labels, features: 2 })
  for (let epoch = 0; epoch < 20; epoch++) for (const { x, y } of examples) model.learn(x, y)
  return model
}

/** The two halves in turn, so that neither class comes in one run. */
function interleaved<T>(examples: readonly T[]): T[] {
  const half = examples.length / 2
  return Array.from({ length: half }, (_, i) => [examples[i] as T, examples[i + half] as T]).flat()
}
