import { InvalidEvent, isLabel, show } from '@rivulet/core'

/**
 * Refuses what is neither a label nor a soft target, before a metric has counted what a window could not keep.
 *
 * @throws InvalidEvent
 */
export function checkTruth(y: unknown): void {
  if (isLabel(y)) return
  const { labels, probabilities } = Object(y) as { readonly labels?: unknown; readonly probabilities?: unknown }
  if (Array.isArray(labels) && Array.isArray(probabilities)) return
  throw new InvalidEvent(`y should be a label, or labels with their probabilities, but is ${show(y)}`)
}
