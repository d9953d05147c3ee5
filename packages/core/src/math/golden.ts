import { exp } from './exp.ts'
import { expm1 } from './expm1.ts'
import { log } from './log.ts'
import { log1p } from './log1p.ts'
import { pow } from './pow.ts'
import { tanh } from './tanh.ts'

/**
 * One hash over the bits that the six functions give on 200,000 pairs of bit patterns: equal in two engines only where
 * every bit is. Half of the patterns are any double, the others have an exponent from 2⁻¹⁶ to 2¹⁵, where most results are
 * ordinary numbers. For the tests of this folder, and no part of the package's interface.
 */
export function golden(): string {
  const view = new DataView(new ArrayBuffer(8))
  let state = 1
  let hash = 0x811c9dc5

  // A linear congruential generator modulo 2³²: its high bits are the good ones, so two steps make one word.
  const word = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    const upper = state & 0xffff0000
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return upper | (state >>> 16)
  }
  const pattern = (ordinary: boolean): number => {
    const bits = word()
    view.setInt32(0, ordinary ? (bits & 0x81ffffff) | ((1007 + ((bits >>> 20) & 31)) << 20) : bits)
    view.setInt32(4, word())
    return view.getFloat64(0)
  }
  const absorb = (value: number): void => {
    // All NaNs count as one: engines may give them any payload.
    if (Number.isNaN(value)) view.setInt32(0, 0x7ff80000)
    else view.setFloat64(0, value)
    if (Number.isNaN(value)) view.setInt32(4, 0)
    hash = Math.imul(hash ^ view.getInt32(0), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 15) ^ view.getInt32(4), 0x01000193)
    hash ^= hash >>> 13
  }

  for (let i = 0; i < 200_000; i++) {
    const x = pattern(i % 2 === 0)
    const y = pattern(i % 4 < 2)
    for (const value of [exp(x), expm1(x), log(x), log(-x), log1p(x), tanh(x), pow(x, y), pow(-x, y)]) absorb(value)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
