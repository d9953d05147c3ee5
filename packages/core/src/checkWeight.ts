import { InvalidEvent } from './invalidEvent.ts'
import { show } from './show.ts'

/** The largest weight of an event, 2⁶⁴: whatever learns or counts an event of that weight keeps finite sums. */
export const maxWeight: number = 2 ** 64

/**
 * Refuses a weight of an event that is no number, negative, NaN or beyond 2⁶⁴: the one bound, for learners and metrics alike, so that
 * what has been learned can also be scored.
 *
 * @throws InvalidEvent
 *
 * @example
 * ```ts
 * import { checkWeight } from '@rivulet/core'
 *
 * checkWeight(2)
 * let reason = ''
 * try { checkWeight(-1) } catch (error) { reason = (error as Error).message }
 * reason // => 'weight should be a number from 0 to 2⁶⁴, but is -1'
 * ```
 */
export function checkWeight(weight: unknown): asserts weight is number {
  if (typeof weight === 'number' && weight >= 0 && weight <= maxWeight) return
  throw new InvalidEvent(`weight should be a number from 0 to 2⁶⁴, but is ${show(weight)}`)
}
