import { check, type Label } from '@rivulet/core'
import type { Box, Point } from '@rivulet/models'

/** A point of the plane with its class. */
export interface PlaneExample<L extends Label = Label> {
  readonly x: Point
  readonly y: L
}

/** A box around some points, with a tenth of their extent as a margin on each side; around nothing it is [−1, 1]². */
export function boxAround(points: readonly Point[]): Box {
  for (const [i, [x, y]] of points.entries()) {
    check(Number.isFinite(x) && Number.isFinite(y), `examples[${i}].x`, 'two finite numbers', points[i])
  }
  const [left, right] = extent(points.map(([x]) => x))
  const [bottom, top] = extent(points.map(([, y]) => y))
  return { left, right, bottom, top }
}

function extent(values: readonly number[]): [number, number] {
  if (values.length === 0) return [-1, 1]
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const margin = most > least ? (most - least) / 10 : 1
  return [least - margin, most + margin]
}

/** Refuses what is no box, also where it is an array or has no inside. */
export function checkBox(box: Box): Box {
  const { left, right, bottom, top } = box
  check([left, right, bottom, top].every(Number.isFinite), 'box', '{ left, right, bottom, top } of finite numbers', box)
  check(left < right && bottom < top, 'box', 'wider and higher than 0', box)
  return box
}
