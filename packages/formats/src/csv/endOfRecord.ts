const FEED = 10
const QUOTE = 34

/** Where a record ends. */
export interface RecordEnd {
  /** The line feed after it, or the end of the bytes. */
  readonly end: number
  /** Whether there is a line feed, outside of quotes. */
  readonly isEnded: boolean
  /** Whether a quote is open at the end. */
  readonly isOpen: boolean
}

/**
 * Finds the end of the record of CSV that begins at `start`: a line feed between quotes is a part of it.
 *
 * @param delimiter - the byte between cells
 */
export function endOfRecord(bytes: Uint8Array, start: number, delimiter: number): RecordEnd {
  let isStart = true
  let isQuoted = false
  for (let i = start; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte === QUOTE) {
      if (isQuoted) {
        if (bytes[i + 1] === QUOTE) i++
        else isQuoted = false
      } else isQuoted = isStart
      isStart = false
    } else if (!isQuoted) {
      if (byte === FEED) return { end: i, isEnded: true, isOpen: false }
      isStart = byte === delimiter
    }
  }
  return { end: bytes.length, isEnded: false, isOpen: isQuoted }
}
