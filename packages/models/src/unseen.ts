import type { Label, Labels } from '@rivulet/core'

/**
 * The probability that an open learner keeps for a class it has not seen: one of t + K + 1 pseudo-counts.
 *
 * P(unseen) = 1 / (t + K + 1)
 */
export function unseenShare<L extends Label>(labels: Labels<L>, t: number): number {
  return labels.open ? 1 / (t + labels.size + 1) : 0
}
