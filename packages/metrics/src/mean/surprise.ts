import { type Label, log, minProbability, type Prediction } from '@rivulet/core'
import { probabilityGiven } from './probabilityGiven.ts'

/**
 * −log of the probability that a ticket gave to a label, clipped at 2⁻⁵²: `logLoss` of core, to the bit, of a ticket from anywhere.
 *
 * @throws InvalidEvent for what is no probability
 */
export function surprise<L extends Label>(prediction: Prediction<L>, y: L): number {
  return 0 - log(Math.max(probabilityGiven(prediction, y), minProbability))
}
