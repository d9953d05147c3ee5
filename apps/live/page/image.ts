import type { Image } from '../src/streams/stream.ts'
import { element } from './element.ts'

/** What a pixel looks like: red, green, blue and opacity, each from 0 to 255. */
export type Ink = (value: number) => readonly [number, number, number, number]

/** A canvas for images of one size; what it shows is said by its label. */
export function imageCanvas({ width }: Image, pixels: number, label: string): HTMLCanvasElement {
  return element('canvas', { width: String(width), height: String(pixels / width), role: 'img', 'aria-label': label })
}

/** The bytes of an image. */
export function pixelsOf({ pixels }: Image): Uint8Array {
  return Uint8Array.from(atob(pixels), (character) => character.charCodeAt(0))
}

/** Paints bytes with an ink. */
export function paint(canvas: HTMLCanvasElement, pixels: Uint8Array, ink: Ink): void {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  const data = new ImageData(canvas.width, canvas.height)
  for (const [i, value] of pixels.entries()) data.data.set(ink(value), 4 * i)
  context.putImageData(data, 0, 0)
}

/** Reads a colour as the browser computed it, rgb(r, g, b). */
export function rgb(color: string): readonly [number, number, number] {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue]
}
