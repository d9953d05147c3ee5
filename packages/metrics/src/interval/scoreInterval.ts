import type { Interval } from './interval.ts'

/**
 * Wilson's interval for a share p of n independent events, n > 0 not necessarily whole, z standard errors wide on each
 * side.
 */
export function scoreInterval(p: number, n: number, z: number): Interval {
  const middle = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  // At p = 0 and 1 the two terms are equal but rounded apart.
  return {
    low: p === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: p === 1 ? 1 : Math.min(1, (middle + half) / scale),
  }
}
