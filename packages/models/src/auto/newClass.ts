import { logSumExp } from '@rivulet/core'

/**
 * Scores with one more class, whose score has log-odds `odds` against all the others: that is the bias it starts with.
 *
 * @returns the biases, expert by expert
 */
export function newClass(z: Float64Array, experts: number, odds: number): { z: Float64Array; biases: number[] } {
  const classes = z.length / experts
  const widened = new Float64Array(z.length + experts)
  widened.set(z)
  const biases = Array.from({ length: experts }, (_, j) => {
    if (classes === 0) return 0
    return logSumExp(Array.from({ length: classes }, (_, c) => z[c * experts + j]!)) + odds
  })
  widened.set(biases, z.length)
  return { z: widened, biases }
}
