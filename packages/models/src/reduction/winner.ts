import { oneHot } from '@rivulet/core'

/** By how much the winner is lifted above a class that is as probable: far above rounding, far below what matters. */
const LIFT = 1e-9

/**
 * Probabilities in the proportion of the shares, in which the winner is the most probable.
 *
 * Where all binary answers were hard, 0 or 1, as a perceptron's are, or where all shares are 0, everything goes to the winner.
 * Where shares and votes disagree about who won, the winner is lifted just above the largest share.
 */
export function winnerTakes(shares: readonly number[], winner: number, hard: boolean): number[] {
  const largest = Math.max(0, ...shares)
  if (shares.length === 0) return []
  if (hard || largest === 0) return oneHot(winner, shares.length)
  const first = shares.indexOf(largest)
  const lifted = shares.map((share, k) => (k === winner && first !== winner ? largest * (1 + LIFT) : share))
  const sum = lifted.reduce((a, b) => a + b, 0)
  return lifted.map((share) => share / sum)
}
