import type { Json } from '@rivulet/core/snapshot'
import { fromFrame, isFirst, isLast } from './frame.ts'
import { after, type SpoolPosition } from './position.ts'

const LINE_FEED = 10

/** How far the bytes of a file of a spool are to be kept. */
export interface Recovered {
  readonly end: SpoolPosition
  /** The last offset of the producer before that. */
  readonly offset?: Json | undefined
}

/**
 * Looks for the end of the last whole commit. What is after it was torn when the power went; what is damaged before it is no matter of the
 * power, and stays to be reported.
 *
 * @param bytes - a whole file
 * @param start - where it begins
 */
export function recover(bytes: Uint8Array, start: SpoolPosition): Recovered {
  let found: Recovered = { end: start }
  let at = start
  let offset: Json | undefined
  let isWhole = false
  for (
    let from = 0, feed = bytes.indexOf(LINE_FEED);
    feed >= 0;
    from = feed + 1, feed = bytes.indexOf(LINE_FEED, from)
  ) {
    const line = bytes.subarray(from, feed)
    const content = fromFrame(line)
    at = after(at, line, start.byte + feed + 1)
    if (content === undefined) isWhole = false
    else if (isFirst(line)) isWhole = true
    offset = content?.offset ?? offset
    if (isWhole && isLast(line)) found = { end: at, offset }
  }
  return found
}
