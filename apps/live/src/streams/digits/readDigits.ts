import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DIGIT_WIDTH } from './digitWidth.ts'

/** One handwritten digit: 28 × 28 grey values, one byte a pixel, row by row. */
export interface Digit {
  readonly digit: number
  readonly pixels: Uint8Array
}

const SIZE = DIGIT_WIDTH * DIGIT_WIDTH

/** Reads the 10,000 digits of the package `mnist`, in its order, which is by class. */
export async function readDigits(): Promise<Digit[]> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist/package.json')), 'src', 'digits')
  const digits: Digit[] = []
  for (let digit = 0; digit < 10; digit++) {
    const { data } = JSON.parse(await readFile(join(folder, `${digit}.json`), 'utf8')) as { data: number[] }
    // The file has bytes divided by 255 and rounded to three digits: this gives the bytes back.
    const pixels = Uint8Array.from(data, (value) => Math.round(value * 255))
    for (let from = 0; from < pixels.length; from += SIZE)
      digits.push({ digit, pixels: pixels.subarray(from, from + SIZE) })
  }
  return digits
}
