import { exp } from '../math/exp.ts'
import { log1p } from '../math/log1p.ts'

/**
 * The logarithm of the logistic function; log(1 − σ(z)) is `logSigmoid(-z)`.
 *
 * log σ(z) = −log(1 + e⁻ᶻ) = min(z, 0) − log(1 + e^−|z|)
 *
 * The second form neither overflows nor loses the digits of a probability near 1.
 *
 * @param z - a score, any real number
 * @returns nats, ≤ 0
 *
 * @example
 * ```ts
 * import { logSigmoid } from '@rivulet/core'
 *
 * logSigmoid(0) // => -Math.LN2
 * logSigmoid(-1000) // => -1000
 * ```
 *
 * @see Mächler (2012), Accurately Computing log(1 − exp(−|a|))
 */
export function logSigmoid(z: number): number {
  return Math.min(z, 0) - log1p(exp(-Math.abs(z)))
}
