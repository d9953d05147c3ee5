import { expect, test } from 'vitest'
import { centred, type Drawing } from '../page/own/centred.ts'

/** A square of ink on a sheet of 280 × 280. */
function sheet(left: number, top: number, size: number): Drawing {
  const data = new Uint8ClampedArray(4 * 280 * 280)
  for (let y = top; y < top + size; y++) for (let x = left; x < left + size; x++) data[4 * (280 * y + x) + 3] = 255
  return { data, width: 280, height: 280 }
}

test('wherever and however large a digit is drawn, it is 20 pixels large and in the middle', () => {
  for (const [left, top, size] of [
    [0, 0, 40],
    [100, 30, 100],
    [80, 180, 100],
  ] as const) {
    const pixels = centred(sheet(left, top, size))
    const inked = Array.from(pixels.entries()).filter(([, grey]) => grey > 0.5)
    const columns = inked.map(([i]) => i % 28)
    const rows = inked.map(([i]) => Math.floor(i / 28))
    expect([Math.min(...columns), Math.max(...columns)]).toEqual([4, 23])
    expect([Math.min(...rows), Math.max(...rows)]).toEqual([4, 23])
  }
  expect(centred(sheet(0, 0, 0)).every((grey) => grey === 0)).toBe(true)
})
