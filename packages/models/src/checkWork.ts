import { InvalidEvent, isSparse, type Vector } from '@rivulet/core'

/** No event has more pairs of a score and a feature that is not 0: a few tenths of a second. */
const MOST = 2 ** 26

/**
 * Refuses an event that would take too long: an event costs its non-zeros times the scores, and both come from outside.
 *
 * @param x - a vector
 * @param scores - how many there are
 * @throws InvalidEvent if there are more than 2²⁶ pairs of both
 */
export function checkWork(x: Vector, scores: number): void {
  const values = isSparse(x) ? x.values : x
  if (values.length * scores <= MOST) return
  let n = 0
  for (let j = 0; j < values.length; j++) if (values[j] !== 0) n++
  if (n * scores <= MOST) return
  const most = Math.floor(MOST / scores)
  throw new InvalidEvent(`x should have at most ${most} features that are not 0, with ${scores} scores, but has ${n}`)
}
