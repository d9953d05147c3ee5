import { InvalidEvent } from '@rivulet/core'
import type { BadEntry, Entry, TextRecord } from '@rivulet/durable'

/** How much of what is refused is kept to show it, in characters. */
const SHOWN = 1000

/**
 * Makes an entry of a record: an event, or why it is none.
 *
 * @param parse - makes an event of its text; a SyntaxError or InvalidEvent that it throws refuses the record
 */
export function toEntry<E, P>(
  { text, problem }: TextRecord,
  parse: (text: string) => E,
  at: P,
  next: P,
): Entry<E, P> | BadEntry<P> {
  try {
    if (problem !== undefined) throw new InvalidEvent(problem)
    return { event: parse(text), at, next }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof InvalidEvent)) throw error
    return { rejection: { event: text.slice(0, SHOWN), reason: error.message, position: at }, next }
  }
}
