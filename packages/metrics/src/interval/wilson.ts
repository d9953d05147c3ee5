import { check } from '@rivulet/core'
import type { Interval } from './interval.ts'
import { normalQuantile } from './normalQuantile.ts'

/**
 * Where the probability of success lies, after so many successes in n *independent* events.
 *
 * (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n)
 *
 * It stays inside [0, 1] and is right for few events and near 0 and 1, where p̂ ± z √(p̂(1−p̂)/n) is not. Errors on a
 * stream are seldom independent: where they come in runs this interval is far too narrow.
 *
 * @param successes - from 0 to n
 * @param n - events, ≥ 0; with none, nothing is known and the interval is [0, 1]
 * @param confidence - 0 < confidence < 1, default .95
 *
 * @example
 * ```ts
 * import { wilson } from '@rivulet/metrics'
 *
 * wilson(8, 10) // => { low: 0.490162471536642, high: 0.943317848545625 }
 * ```
 *
 * @see Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference
 */
export function wilson(successes: number, n: number, confidence = 0.95): Interval {
  check(n >= 0, 'n', '≥ 0', n)
  check(successes >= 0 && successes <= n, 'successes', `from 0 to n = ${n}`, successes)
  check(confidence > 0 && confidence < 1, 'confidence', 'between 0 and 1', confidence)
  if (n === 0) return { low: 0, high: 1 }
  const z = normalQuantile((1 + confidence) / 2)
  const p = successes / n
  const middle = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  // At p̂ = 0 and 1 the two terms are equal but rounded apart.
  return {
    low: successes === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: successes === n ? 1 : Math.min(1, (middle + half) / scale),
  }
}
