import type { Interval } from './interval.ts'
import { scoreInterval } from './scoreInterval.ts'
import { studentQuantile } from './studentQuantile.ts'

/** What is known of a series: its value, and the means of successive blocks of it, all of equal size. */
export interface BlockedSeries {
  /** The value of the whole, around which the interval lies. */
  readonly value: number
  readonly means: readonly number[]
  /** How many events there were in all. */
  readonly events: number
  /** Whether each event scores 0 or 1. */
  readonly proportion: boolean
}

/**
 * Where the mean of a stationary series lies, from the means of successive blocks of it.
 *
 * s² (1 + r) / ((1 − r) B) is the square of its standard error: s² the variance of the B block means, r how much each is
 * like the one before
 *
 * Errors come in runs, and blocks longer than the runs are nearly independent. What likeness is left is estimated as
 * the correlation of neighbours, corrected upwards for the bias of that estimate, −(1 + 3r)/B, and charged for as in a
 * first-order autoregression. Fewer than three blocks say nothing. For a proportion the interval is Wilson's for as many
 * independent events as have that standard error, and stays inside [0, 1].
 *
 * @param series - its value, block means and length
 * @param confidence - between 0 and 1
 *
 * @see Law & Kelton (1984), Confidence Intervals for Steady-State Simulations: A Survey of Fixed Sample Size Procedures
 * @see Marriott & Pope (1954), Bias in the Estimation of Autocorrelations
 */
export function streamInterval({ value, means, events, proportion }: BlockedSeries, confidence: number): Interval {
  const blocks = means.length
  const unknown = proportion ? { low: 0, high: 1 } : { low: -Infinity, high: Infinity }
  if (blocks < 3 || !means.every(Number.isFinite)) return unknown
  const mean = means.reduce((sum, x) => sum + x) / blocks
  let square = 0
  let neighbours = 0
  for (const [b, x] of means.entries()) {
    square += (x - mean) * (x - mean)
    if (b > 0) neighbours += (x - mean) * ((means[b - 1] as number) - mean)
  }
  const raw = square > 0 ? neighbours / square : 0
  const likeness = Math.min(0.9, Math.max(0, raw + (1 + 3 * Math.max(0, raw)) / blocks))
  const variance = ((square / (blocks - 1)) * (1 + likeness)) / (1 - likeness) / blocks
  const t = studentQuantile(confidence, blocks - 1)
  if (!proportion) return { low: value - t * Math.sqrt(variance), high: value + t * Math.sqrt(variance) }
  // With no variance between the blocks nothing is known of the runs: each block then counts as one event.
  const n = variance > 0 && value > 0 && value < 1 ? Math.min(events, (value * (1 - value)) / variance) : blocks
  return scoreInterval(value, n, t)
}
