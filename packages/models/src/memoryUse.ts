import { check, InvalidEvent, type Label, type Labels, show } from '@rivulet/core'

/** The memory that the weights of a learner may take, unless it is told otherwise: 1 GiB. */
export const MAX_BYTES: number = 2 ** 30

/**
 * How full the memory of a learner is.
 *
 * What is learned is never given up: once it is full, a feature that was never learned gets no weights and is left out of its
 * events, as if it were 0; a class that was never seen is refused, as above `maxLabels`. While labels are open, features take only
 * so much that twice as many classes would fit. To find the weights of a feature takes up to 64 MiB beside them.
 */
export interface MemoryUse {
  /** What the weights take, with what is kept beside each of them: up to twice that for a moment, while they move to a larger place. */
  readonly bytes: number
  /** The ceiling. */
  readonly maxBytes: number
  /** How many features have weights. */
  readonly features: number
  /** How many times a feature without weights was left out of an event that was learned. */
  readonly leftOut: number
}

/** What is said of a new class for which there is no room. */
export function noRoom(y: Label, classes: number, maxBytes: number): InvalidEvent {
  return new InvalidEvent(
    `y should be one of the ${classes} labels already known, for another would not fit into ${maxBytes} bytes (the option maxBytes), but is ${show(y)}`,
  )
}

/**
 * Refuses labels that are none, or so many new ones that there is no room for them, before anything changes.
 *
 * @param room - of the weights
 */
export function checkRoom<L extends Label>(
  incoming: readonly L[],
  labels: Labels<L>,
  room: { fits(classes: number): boolean; readonly weights: { readonly memory: MemoryUse } },
): void {
  const fresh = new Set<L>()
  for (const y of incoming) {
    if (labels.indexOf(y) >= 0) continue
    labels.check(y)
    fresh.add(y)
    if (!room.fits(labels.size + fresh.size)) throw noRoom(y, labels.size, room.weights.memory.maxBytes)
  }
}

/** Refuses a ceiling that is none. */
export function checkMaxBytes(maxBytes: number): void {
  check(maxBytes >= 2 ** 16 && maxBytes <= 2 ** 32, 'maxBytes', 'from 2¹⁶ to 2³² (4 GiB)', maxBytes)
}
