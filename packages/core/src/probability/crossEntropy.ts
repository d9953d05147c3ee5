import { check } from '../check.ts'
import { log } from '../math/log.ts'

/**
 * What it costs, in nats an event, to expect q when events follow p.
 *
 * H(p, q) = −Σ_k p_k log q_k = H(p) + KL(p ‖ q),  with 0 log q = 0
 *
 * For a one-hot p it is −log q_y, the log loss: so maximum likelihood, least cross-entropy and least KL are one aim.
 * It is Infinity when q rules out what p allows; running metrics clip at `minProbability` instead.
 *
 * @param p - K probabilities, what happens
 * @param q - K probabilities, what is predicted
 * @throws RangeError when the lengths differ
 *
 * @example
 * ```ts
 * import { crossEntropy } from '@rivulet/core'
 *
 * crossEntropy([1, 0], [0.5, 0.5]) // => Math.LN2
 * ```
 *
 * @see Shannon (1948), A Mathematical Theory of Communication
 */
export function crossEntropy(p: ArrayLike<number>, q: ArrayLike<number>): number {
  check(p.length === q.length, 'q', `of length ${p.length}, as p`, `of length ${q.length}`)
  let h = 0
  for (let k = 0; k < p.length; k++) {
    const pk = p[k] as number
    if (pk > 0) h -= pk * log(q[k] as number)
  }
  return h
}
