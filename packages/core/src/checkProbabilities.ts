import { InvalidEvent } from './invalidEvent.ts'
import { show } from './show.ts'
import type { Label, Prediction } from './vocabulary.ts'

/**
 * Refuses a prediction whose numbers are none: probabilities that are not from 0 to 1 or do not sum to 1, `unseen` that is not from 0
 * to 1. That there are as many as labels, {@link checkScored} has seen.
 *
 * @throws InvalidEvent
 *
 * @example
 * ```ts
 * import { checkProbabilities } from '@rivulet/core'
 *
 * checkProbabilities({ label: 'a', labels: ['a', 'b'], probabilities: [0.75, 0.25] })
 * let reason = ''
 * try { checkProbabilities({ label: 'a', labels: ['a'], probabilities: [0.75] }) } catch (error) { reason = (error as Error).message }
 * reason // => 'probabilities should sum to 1, but sum to 0.75'
 * ```
 */
export function checkProbabilities<L extends Label>({ probabilities, unseen }: Prediction<L>): void {
  let sum = 0
  for (let k = 0; k < probabilities.length; k++) {
    const p = probabilities[k]
    if (!(typeof p === 'number' && p >= 0)) {
      throw new InvalidEvent(`a probability should be a number from 0 to 1, but is ${show(p)}`)
    }
    sum += p
  }
  if (probabilities.length > 0 && !(Math.abs(sum - 1) < 1e-6)) {
    throw new InvalidEvent(`probabilities should sum to 1, but sum to ${sum}`)
  }
  if (unseen !== undefined && !(typeof unseen === 'number' && unseen >= 0 && unseen <= 1)) {
    throw new InvalidEvent(`unseen should be a number from 0 to 1, but is ${show(unseen)}`)
  }
}
