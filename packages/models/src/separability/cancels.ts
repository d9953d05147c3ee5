import { isSparse, type Vector } from '@rivulet/core'
import type { Example } from '../example.ts'

/**
 * Whether steps cancel exactly, as whole numbers: Σ λ_i y± (x_i, 1) = 0 for λ that are not all 0.
 *
 * A sum of doubles that shows 0 may be rounding; a proof must not.
 */
export function cancels(examples: readonly Example<Vector, 0 | 1>[], steps: readonly number[]): boolean {
  const sums = new Map<number, bigint>()
  for (const [i, { x, y }] of examples.entries()) {
    const step = BigInt((2 * y - 1) * (steps[i] as number))
    if (step === 0n) continue
    sums.set(-1, (sums.get(-1) ?? 0n) + step)
    const values = isSparse(x) ? x.values : x
    for (let j = 0; j < values.length; j++) {
      const feature = isSparse(x) ? (x.indices[j] as number) : j
      sums.set(feature, (sums.get(feature) ?? 0n) + step * wholeOf(values[j] as number))
    }
  }
  return sums.size > 0 && [...sums.values()].every((sum) => sum === 0n)
}

const bytes = new DataView(new ArrayBuffer(8))

/** A double as a whole number of 2⁻¹⁰⁷⁴, of which every double is one. */
function wholeOf(x: number): bigint {
  bytes.setFloat64(0, Math.abs(x))
  const bits = bytes.getBigUint64(0)
  const exponent = bits >> 52n
  const fraction = bits & 0xfffffffffffffn
  const whole = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n)
  return x < 0 ? -whole : whole
}
