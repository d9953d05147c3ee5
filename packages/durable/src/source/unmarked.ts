const RETURN = 13

/** A record without the return before its line feed, and without a byte order mark, which joined files have in their middle. */
export function unmarked(bytes: Uint8Array): Uint8Array {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const isReturned = bytes[bytes.length - 1] === RETURN
  return isMarked || isReturned ? bytes.subarray(isMarked ? 3 : 0, isReturned ? -1 : bytes.length) : bytes
}
