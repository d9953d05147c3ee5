import { type Pixels, WIDTH } from './messages.ts'

/** Paints grey values as ink: 0 is clear, 1 is of the colour given. */
export function paintInk(
  canvas: HTMLCanvasElement,
  pixels: Pixels,
  [red, green, blue]: readonly [number, number, number],
): void {
  paint(canvas, (i) => [red, green, blue, 255 * (pixels[i] as number)])
}

/** Paints numbers of both signs: blue speaks for, orange against, as strong as the strongest of all the numbers given. */
export function paintSigned(canvas: HTMLCanvasElement, pixels: Pixels, strongest: number): void {
  paint(canvas, (i) => {
    const value = pixels[i] as number
    const alpha = strongest === 0 ? 0 : 255 * Math.min(1, Math.abs(value) / strongest)
    return value > 0 ? [0, 114, 178, alpha] : [213, 94, 0, alpha]
  })
}

function paint(canvas: HTMLCanvasElement, colour: (i: number) => readonly number[]): void {
  canvas.width = WIDTH
  canvas.height = WIDTH
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  const image = context.createImageData(WIDTH, WIDTH)
  for (let i = 0; i < WIDTH * WIDTH; i++) image.data.set(colour(i), 4 * i)
  context.putImageData(image, 0, 0)
}
