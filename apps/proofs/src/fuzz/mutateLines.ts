import type { Random } from '@rivulet/core'
import { mutate } from './mutate.ts'

const BREAK = Buffer.from('\n')

/** So many lines: good ones in their order, from the first again after the last, every other of them mutated. */
export function mutateLines(good: readonly string[], count: number, random: Random): Uint8Array {
  const lines = good.map((line) => Buffer.from(line))
  const pieces: Uint8Array[] = []
  for (let i = 0; i < count; i++) {
    const line = lines[i % lines.length] as Buffer
    const donor = lines[random.below(lines.length)] as Buffer
    pieces.push(i % 2 === 0 ? line : mutate(line, donor, random), BREAK)
  }
  return Buffer.concat(pieces)
}
