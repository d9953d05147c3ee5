import type { Box, Point } from '@rivulet/models'
import { contours } from 'd3-contour'

/** Points along each side of a grid over a box. */
const SIDE = 96

/** A function of the plane at the centres of a grid's cells, row by row from the bottom. */
export function onGrid<T>({ left, right, bottom, top }: Box, f: (point: Point) => T): T[] {
  const centre = (i: number, from: number, to: number): number => from + ((to - from) * (i + 0.5)) / SIDE
  return Array.from({ length: SIDE * SIDE }, (_, i) =>
    f([centre(i % SIDE, left, right), centre(Math.floor(i / SIDE), bottom, top)]),
  )
}

/** The outlines of where values on a grid are at least a level; along the border of the box they follow it. */
export function outlines(values: number[], level: number, { left, right, bottom, top }: Box): Point[][] {
  const { coordinates } = contours().size([SIDE, SIDE]).contour(values, level)
  return coordinates
    .flat()
    .map((ring) =>
      ring.map(([i = 0, j = 0]) => [left + ((right - left) * i) / SIDE, bottom + ((top - bottom) * j) / SIDE]),
    )
}
