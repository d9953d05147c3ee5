import { check } from '@rivulet/core'

/** The size of a figure, in the units of its `viewBox`: it scales to whatever room it is given. */
export interface FigureOptions {
  /** Width > 0; 480 unless given. */
  readonly width?: number
  /** Height > 0; 320 unless given. */
  readonly height?: number
}

/** Both sizes, checked. */
export function sizeOf({ width = 480, height = 320 }: FigureOptions): { width: number; height: number } {
  check(Number.isFinite(width) && width >= 120, 'width', 'a number ≥ 120', width)
  check(Number.isFinite(height) && height >= 120, 'height', 'a number ≥ 120', height)
  return { width, height }
}
