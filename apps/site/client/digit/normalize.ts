import { type Pixels, WIDTH } from './messages.ts'

/** The side of the square that a digit's strokes fill, as in the digits it learned from. */
const INNER = 20

/**
 * A drawing as the digits look that were learned: its strokes scaled into 20 × 20 pixels, and their centre of mass in the middle of 28 × 28.
 * Nothing drawn gives nothing.
 *
 * @see LeCun, Bottou, Bengio & Haffner (1998), Gradient-Based Learning Applied to Document Recognition
 */
export function normalize(drawing: ImageData): Pixels | undefined {
  const { width, height, data } = drawing
  const ink = (x: number, y: number): number => (data[4 * (y * width + x) + 3] as number) / 255
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (ink(x, y) > 0.1)
        [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)]
  if (right < 0) return undefined
  const size = Math.max(right - left, bottom - top) + 1
  const scale = size / INNER
  const [small, mass] = [new Float64Array(WIDTH * WIDTH), { x: 0, y: 0, all: 0 }]
  const across = Math.min(INNER, Math.ceil((right - left + 1) / scale))
  const down = Math.min(INNER, Math.ceil((bottom - top + 1) / scale))
  const boxed = (i: number, j: number): number => {
    let [sum, count] = [0, 0]
    for (let y = Math.floor(top + j * scale); y < top + (j + 1) * scale && y < height; y++)
      for (let x = Math.floor(left + i * scale); x < left + (i + 1) * scale && x < width; x++) {
        sum += ink(x, y)
        count++
      }
    return count === 0 ? 0 : sum / count
  }
  const cells = Array.from({ length: across * down }, (_, c) => ({ i: c % across, j: Math.floor(c / across) }))
  const values = cells.map(({ i, j }) => boxed(i, j))
  for (const [c, { i, j }] of cells.entries()) {
    const value = values[c] as number
    mass.x += value * i
    mass.y += value * j
    mass.all += value
  }
  const shift = (centre: number): number => Math.round((WIDTH - 1) / 2 - centre / mass.all)
  const [dx, dy] = [shift(mass.x), shift(mass.y)]
  for (const [c, { i, j }] of cells.entries()) {
    const [x, y] = [i + dx, j + dy]
    if (x >= 0 && x < WIDTH && y >= 0 && y < WIDTH) small[y * WIDTH + x] = values[c] as number
  }
  return Array.from(small)
}
