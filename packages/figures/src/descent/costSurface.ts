import type { Point } from '@rivulet/models'
import type { ClassificationLoss } from '@rivulet/optim'
import type { PlaneExample } from '../plane/planeExample.ts'

/** The mean loss of a score z = w·x over examples: a surface over two weights, without a bias. */
export function costAt(loss: ClassificationLoss, examples: readonly PlaneExample<0 | 1>[], [v, w]: Point): number {
  return mean(examples, ({ x: [a, b], y }) => loss.value([v * a + w * b], y))
}

/** Its gradient (1/n) Σ_i ℓ′(z_i, y_i) x_i. */
export function slopeAt(loss: ClassificationLoss, examples: readonly PlaneExample<0 | 1>[], [v, w]: Point): Point {
  const slopes = examples.map(({ x: [a, b], y }) => {
    const g = [0]
    loss.gradient([v * a + w * b], y, g)
    return [(g[0] as number) * a, (g[0] as number) * b] as const
  })
  return [mean(slopes, ([a]) => a), mean(slopes, ([, b]) => b)]
}

/** The path of batch gradient descent  w ← w − η ∇L(w)  from a point. */
export function descend(slope: (at: Point) => Point, start: Point, eta: number, steps: number): Point[] {
  const walked = [start]
  for (let i = 0; i < steps; i++) {
    const [v, w] = walked[i] as Point
    const [a, b] = slope([v, w])
    walked.push([v - eta * a, w - eta * b])
  }
  return walked
}

function mean<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / items.length
}
