import { DIGIT_WIDTH } from '../../src/streams/digits/digitWidth.ts'

/** A digit is as large as this within its frame of 28 × 28. */
const SIZE = 20

/** Pixels as a canvas gives them: red, green, blue and opacity, row by row. */
export interface Drawing {
  readonly data: ArrayLike<number>
  readonly width: number
  readonly height: number
}

/**
 * What was drawn as the digits of the stream are: scaled into 20 × 20 and moved so that the centre of its ink is the centre of 28 × 28 pixels,
 * each from 0 to 1.
 *
 * @see LeCun, Bottou, Bengio & Haffner (1998), Gradient-Based Learning Applied to Document Recognition
 */
export function centred({ data, width, height }: Drawing): Float64Array {
  const ink = (x: number, y: number): number => (data[4 * (y * width + x) + 3] as number) / 255
  let [left, top, right, bottom] = [width, height, -1, -1]
  let [mass, sumX, sumY] = [0, 0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const amount = ink(x, y)
      if (amount === 0) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      mass += amount
      sumX += amount * (x + 0.5)
      sumY += amount * (y + 0.5)
    }
  }
  const out = new Float64Array(DIGIT_WIDTH * DIGIT_WIDTH)
  if (mass === 0) return out
  const scale = Math.max(right - left + 1, bottom - top + 1) / SIZE
  const [middleX, middleY] = [sumX / mass, sumY / mass]
  for (let j = 0; j < DIGIT_WIDTH; j++) {
    for (let i = 0; i < DIGIT_WIDTH; i++) {
      const from = (at: number, middle: number): number => middle + (at - DIGIT_WIDTH / 2) * scale
      out[j * DIGIT_WIDTH + i] = mean(
        ink,
        [from(i, middleX), from(i + 1, middleX)],
        [from(j, middleY), from(j + 1, middleY)],
        width,
        height,
      )
    }
  }
  return out
}

/** The mean ink of a rectangle, of which what lies outside is blank. */
function mean(
  ink: (x: number, y: number) => number,
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
  width: number,
  height: number,
): number {
  let [sum, count] = [0, 0]
  for (let y = Math.floor(y0); y < Math.max(Math.floor(y0) + 1, Math.floor(y1)); y++) {
    for (let x = Math.floor(x0); x < Math.max(Math.floor(x0) + 1, Math.floor(x1)); x++) {
      count++
      if (x >= 0 && y >= 0 && x < width && y < height) sum += ink(x, y)
    }
  }
  return sum / count
}
