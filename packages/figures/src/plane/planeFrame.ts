import type { Box } from '@rivulet/models'
import { type Frame, frame } from '../plot/frame.ts'

/** Axes of the plane: feature 0 to the right, feature 1 upwards. */
export function planeFrame(box: Box, width: number, height: number): Frame {
  const place = { left: 50, top: 24, width: width - 70, height: height - 64 }
  return frame(place, { label: 'x₀', from: box.left, to: box.right }, { label: 'x₁', from: box.bottom, to: box.top })
}
