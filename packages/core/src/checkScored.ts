import { checkLabel } from './checkLabel.ts'
import { checkWeight } from './checkWeight.ts'
import { InvalidEvent } from './invalidEvent.ts'
import { isLabel } from './isLabel.ts'
import { show } from './show.ts'
import type { Prediction } from './vocabulary.ts'

/**
 * Refuses an event that a metric cannot count: what is no label, no prediction, or no weight. A metric calls it first; then two labels,
 * or the arguments in the other order, are an error and not a silent 0 %. The numbers of the prediction are not looked at: see
 * {@link checkProbabilities}.
 *
 * @throws InvalidEvent
 *
 * @example
 * ```ts
 * import { checkScored } from '@rivulet/core'
 *
 * checkScored('ham', { label: 'ham', labels: ['ham'], probabilities: [1] }, 1)
 * let reason = ''
 * try { checkScored('ham', 'spam', 1) } catch (error) { reason = (error as Error).message }
 * reason // => 'the prediction should be what predict gives, { label, labels, probabilities }, in update(y, prediction), but is "spam"'
 * ```
 */
export function checkScored(y: unknown, prediction: unknown, weight: unknown): void {
  if (!isLabel(y)) checkLabel(y)
  checkPrediction(prediction)
  checkWeight(weight)
}

/**
 * Refuses what is no prediction: an object with as many probabilities as labels. Its numbers are not looked at.
 *
 * @throws InvalidEvent
 *
 * @example
 * ```ts
 * import { checkPrediction } from '@rivulet/core'
 *
 * checkPrediction({ label: 'ham', labels: ['ham'], probabilities: [1] })
 * ```
 */
export function checkPrediction(prediction: unknown): asserts prediction is Prediction {
  const { labels, probabilities } = (prediction ?? NOTHING) as Partial<Prediction>
  if (Array.isArray(labels) && Array.isArray(probabilities)) {
    if (labels.length === probabilities.length) return
    throw new InvalidEvent(`a prediction should have ${labels.length} probabilities, but has ${probabilities.length}`)
  }
  throw new InvalidEvent(
    `the prediction should be what predict gives, { label, labels, probabilities }, in update(y, prediction), but is ${show(prediction)}`,
  )
}

const NOTHING = {}
