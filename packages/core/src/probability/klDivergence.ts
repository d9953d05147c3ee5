import { check } from '../check.ts'
import { log } from '../math/log.ts'

/**
 * The nats an event that are lost by expecting q when events follow p.
 *
 * KL(p ‖ q) = Σ_k p_k log(p_k / q_k) = H(p, q) − H(p),  with 0 log 0 = 0
 *
 * KL ≥ 0, and 0 only for equal distributions; it is not symmetric. Each term is taken with its share of Σq − Σp = 0,
 * p log(p/q) − p + q ≥ 0, so that rounding cannot make the sum negative.
 *
 * @param p - K probabilities, what happens
 * @param q - K probabilities, what is predicted
 * @returns nats, ≥ 0; Infinity when q rules out what p allows
 * @throws RangeError when the lengths differ
 *
 * @example
 * ```ts
 * import { klDivergence } from '@rivulet/core'
 *
 * klDivergence([0.5, 0.5], [0.5, 0.5]) // => 0
 * klDivergence([1, 0], [0.5, 0.5]) // => Math.LN2
 * ```
 *
 * @see Kullback & Leibler (1951), On Information and Sufficiency
 */
export function klDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  check(p.length === q.length, 'q', `of length ${p.length}, as p`, `of length ${q.length}`)
  let kl = 0
  for (let k = 0; k < p.length; k++) {
    const pk = p[k] as number
    const qk = q[k] as number
    kl += pk > 0 ? Math.max(0, pk * log(pk / qk) - pk + qk) : qk
  }
  return kl
}
