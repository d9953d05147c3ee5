import { check } from '@rivulet/core'
import type { Interval } from './interval.ts'
import { normalQuantile } from './normalQuantile.ts'
import { scoreInterval } from './scoreInterval.ts'

/**
 * Where the probability of success lies, after so many successes in n *independent* events.
 *
 * (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n)
 *
 * It stays inside [0, 1] and is right for few events and near 0 and 1, where p̂ ± z √(p̂(1−p̂)/n) is not. Errors on a
 * stream are seldom independent: where they come in runs this interval is far too narrow, and {@link Estimate} has one
 * that holds.
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
  return scoreInterval(successes / n, n, normalQuantile((1 + confidence) / 2))
}
