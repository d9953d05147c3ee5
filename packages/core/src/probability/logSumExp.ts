import { exp } from '../math/exp.ts'
import { log } from '../math/log.ts'

/**
 * The smooth twin of the maximum, in nats; the logarithm of softmax's denominator.
 *
 * logSumExp(z) = log Σ_k e^(z_k) = m + log Σ_k e^(z_k − m),  m = max z
 *
 * With the maximum taken out every exponent is ≤ 0, so nothing overflows. max z ≤ logSumExp(z) ≤ max z + log K, and
 * T · logSumExp(z / T) → max z as T → 0.
 *
 * @param z - K scores; −Infinity is returned for none
 *
 * @example
 * ```ts
 * import { logSumExp } from '@rivulet/core'
 *
 * logSumExp([1000, 1000]) // => 1000 + Math.LN2
 * ```
 *
 * @see Blanchard, Higham & Higham (2021), Accurately computing the log-sum-exp and softmax functions
 */
export function logSumExp(z: ArrayLike<number>): number {
  let max = -Infinity
  for (let k = 0; k < z.length; k++) if ((z[k] as number) > max) max = z[k] as number
  if (max === -Infinity || max === Infinity) return max
  let sum = 0
  for (let k = 0; k < z.length; k++) sum += exp((z[k] as number) - max)
  return max + log(sum)
}
