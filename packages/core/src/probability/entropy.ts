import { log } from '../math/log.ts'

/**
 * How uncertain a distribution is, in nats: the least cross-entropy that any prediction of it can have.
 *
 * H(p) = −Σ_k p_k log p_k,  with 0 log 0 = 0
 *
 * @param p - K probabilities, ≥ 0, summing to 1
 * @returns nats in [0, log K]
 *
 * @example
 * ```ts
 * import { entropy } from '@rivulet/core'
 *
 * entropy([0.5, 0.5]) // => Math.LN2
 * entropy([1, 0]) // => 0
 * ```
 *
 * @see Shannon (1948), A Mathematical Theory of Communication
 */
export function entropy(p: ArrayLike<number>): number {
  let h = 0
  for (let k = 0; k < p.length; k++) {
    const pk = p[k] as number
    if (pk > 0) h -= pk * log(pk)
  }
  return h
}
