import { checkProbabilities } from './checkProbabilities.ts'
import { checkPrediction } from './checkScored.ts'
import { InvalidEvent } from './invalidEvent.ts'
import { show } from './show.ts'
import type { Prediction } from './vocabulary.ts'

/**
 * Refuses a ticket that no learner can have made: no prediction, probabilities that are none, beliefs that are no finite numbers. A
 * ticket may have waited as JSON, where NaN became null and a hand may have written a text.
 *
 * @throws InvalidEvent
 *
 * @example
 * ```ts
 * import { checkTicket } from '@rivulet/core'
 *
 * checkTicket({ label: 'a', labels: ['a', 'b'], probabilities: [0.75, 0.25], beliefs: [-1.1] })
 * let reason = ''
 * try { checkTicket({ label: 'a', labels: ['a'], probabilities: [1], beliefs: [Infinity] }) } catch (error) { reason = (error as Error).message }
 * reason // => 'beliefs[0] of the ticket should be a finite number, but is Infinity'
 * ```
 */
export function checkTicket(ticket: Prediction): void {
  checkPrediction(ticket)
  checkProbabilities(ticket)
  const { beliefs } = ticket
  if (beliefs === undefined) return
  if (!Array.isArray(beliefs))
    throw new InvalidEvent(`beliefs of the ticket should be numbers, but are ${show(beliefs)}`)
  for (let j = 0; j < beliefs.length; j++) {
    if (Number.isFinite(beliefs[j])) continue
    throw new InvalidEvent(`beliefs[${j}] of the ticket should be a finite number, but is ${show(beliefs[j])}`)
  }
}
