import { logLoss, minProbability } from '@rivulet/core'

/** What one event can cost at most, in nats: the log loss of a label whose probability was 2⁻⁵² or less. */
export const MAX_LOSS: number = logLoss({ label: 0, labels: [0], probabilities: [minProbability] }, 0)
