import { type Label, show } from '@rivulet/core'

/**
 * Tells labels for which there is no room from others: once a model that learns its classes as they come knows `most` of them, what is another
 * one is refused without a prediction, which for so many classes is dear.
 *
 * @param model - its `labels` only grow, and are another list whenever one was added
 */
export function labelRoom(
  model: { readonly labels: readonly Label[] },
  most: number,
): (y: Label) => string | undefined {
  let list: readonly Label[] = []
  let known: ReadonlySet<Label> = new Set()
  return (y) => {
    const { labels } = model
    if (labels.length < most) return undefined
    if (labels !== list) {
      list = labels
      known = new Set(labels)
    }
    return known.has(y)
      ? undefined
      : `the label should be one of the ${most} that came first, for there is room for no more, but is ${show(y)}`
  }
}
