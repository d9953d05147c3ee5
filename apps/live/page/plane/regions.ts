import { argmax, softmax } from '@rivulet/core'
import { type Point, voronoiCells } from '@rivulet/models'
import { type ClassScore, EDGE } from '../../src/streams/plane/picture.ts'
import { rgb } from '../image.ts'
import type { Theme } from '../theme.ts'
import { classColor } from './marks.ts'

const BOX = { left: -EDGE, right: EDGE, bottom: -EDGE, top: EDGE }

/** Pixels a side of what is shaded: probabilities are smooth, borders are not. */
const SMOOTH = 80
const SHARP = 240

/** The regions in which each class's score is the largest, each in the colour of its class. */
export function fillRegions(context: CanvasRenderingContext2D, scores: readonly ClassScore[], theme: Theme): void {
  if (scores.every(({ aa, bb }) => aa === 0 && bb === 0)) {
    for (const [k, path] of cellPaths(context, scores).entries()) {
      context.fillStyle = theme.color(classColor((scores[k] as ClassScore).label))
      context.fill(path)
    }
    return
  }
  // Curved borders are found point by point.
  const inks = inksOf(scores, theme)
  shade(context, scores, SHARP, (z) => inks[argmax(z)] as Color)
}

/** The classes' colours mixed by their probabilities, softmax(z / T), and the borders where two are equal. */
export function shadeProbabilities(
  context: CanvasRenderingContext2D,
  scores: readonly ClassScore[],
  theme: Theme,
  temperature: number,
): void {
  const inks = inksOf(scores, theme)
  shade(context, scores, SMOOTH, (z) => mix(inks, softmax(z, temperature)))
}

/** The borders between the regions of linear scores. */
export function strokeBorders(context: CanvasRenderingContext2D, scores: readonly ClassScore[], theme: Theme): void {
  context.strokeStyle = theme.text
  for (const path of cellPaths(context, scores)) context.stroke(path)
}

/** Where a point of the plane lies on the canvas. */
export function toCanvas(context: CanvasRenderingContext2D, [x, y]: Point): Point {
  const { width, height } = context.canvas
  return [((x + EDGE) / (2 * EDGE)) * width, ((EDGE - y) / (2 * EDGE)) * height]
}

function cellPaths(context: CanvasRenderingContext2D, scores: readonly ClassScore[]): Path2D[] {
  return voronoiCells(scores, BOX).map((cell) => {
    const path = new Path2D()
    for (const corner of cell) path.lineTo(...toCanvas(context, corner))
    path.closePath()
    return path
  })
}

type Color = readonly [red: number, green: number, blue: number]

function inksOf(scores: readonly ClassScore[], theme: Theme): Color[] {
  return scores.map(({ label }) => rgb(theme.color(classColor(label))))
}

function mix(inks: readonly Color[], p: readonly number[]): Color {
  let [red, green, blue] = [0, 0, 0]
  for (const [k, [r, g, b]] of inks.entries()) {
    const share = p[k] as number
    red += share * r
    green += share * g
    blue += share * b
  }
  return [red, green, blue]
}

/** Colours `size` × `size` points by the scores that the classes have there. */
function shade(
  context: CanvasRenderingContext2D,
  scores: readonly ClassScore[],
  size: number,
  color: (z: ArrayLike<number>) => Color,
): void {
  if (scores.length === 0) return
  const { data } = new ImageData(size, size)
  const z = new Float64Array(scores.length)
  for (let i = 0; i < size * size; i++) {
    const x = (((i % size) + 0.5) / size) * 2 * EDGE - EDGE
    const y = EDGE - ((Math.floor(i / size) + 0.5) / size) * 2 * EDGE
    for (const [k, { bias, a, b, aa, bb }] of scores.entries()) z[k] = bias + x * (a + aa * x) + y * (b + bb * y)
    const [red, green, blue] = color(z)
    data[4 * i] = red
    data[4 * i + 1] = green
    data[4 * i + 2] = blue
    data[4 * i + 3] = 255
  }
  const { width, height } = context.canvas
  const small = new OffscreenCanvas(size, size)
  small.getContext('2d')?.putImageData(new ImageData(data, size, size), 0, 0)
  context.drawImage(small, 0, 0, width, height)
}
