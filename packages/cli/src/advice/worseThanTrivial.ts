import { nats, type Progress, percent } from '../progress/index.ts'

/** Fewer events than this say nothing. */
const FEW = 100

/**
 * Says that the model does worse than a forecaster that looks at no feature, and what helps; `undefined` if it does not.
 *
 * The accuracy is worse when even the upper end of its interval is below that of the most frequent label; the probabilities are worse when
 * their cross-entropy is 20 % above the entropy of the labels.
 */
export function worseThanTrivial(progress: Progress, model: string): string | undefined {
  const { events, accuracy, high, majority, crossEntropy, labelEntropy } = progress
  if (events < FEW) return undefined
  const cure =
    model === 'auto'
      ? 'The fields may not say anything about the label, or the label is not the one meant.'
      : `${model} is sensitive to the scale of numbers: --model auto is not.`
  if (high < majority)
    return `worse than always guessing the most frequent label: ${percent(accuracy)} right against ${percent(majority)}. ${cure}`
  // A perceptron is certain of every answer: its probabilities mean nothing.
  if (model !== 'perceptron' && crossEntropy > 1.2 * labelEntropy + 0.01)
    return (
      'its probabilities are worse than knowing only how often each label comes: ' +
      `cross-entropy ${nats(crossEntropy)} against ${nats(labelEntropy)}. ${cure}`
    )
  return undefined
}
