import { checkLabel, InvalidEvent, isLabel, show } from '@rivulet/core'

/**
 * Refuses what is no label and, where soft targets are allowed, no labels with their probabilities.
 *
 * @param targets - whether soft targets are allowed
 * @throws InvalidEvent
 */
export function checkTruth(y: unknown, targets: boolean): void {
  if (isLabel(y)) return
  if (!targets) checkLabel(y)
  const { labels, probabilities } = Object(y) as { readonly labels?: unknown; readonly probabilities?: unknown }
  if (Array.isArray(labels) && Array.isArray(probabilities)) return
  throw new InvalidEvent(`y should be a label, or labels with their probabilities, but is ${show(y)}`)
}
