import type { Random } from '@rivulet/core'
import { CHECKSUM_AT, checksumOf } from '@rivulet/core/snapshot'

/** Writes a valid checksum into bytes, where it has a place, and half of the time a header's length that fits. */
export function seal(bytes: Uint8Array, random: Random): boolean {
  if (bytes.length < CHECKSUM_AT + 8) return false
  const end = bytes.indexOf(0, 8)
  if (random.below(2) === 0 && end > 0) new DataView(bytes.buffer).setUint32(0, (end - 8) & ~7, true)
  for (const [i, digit] of [...checksumOf(bytes)].entries()) bytes[CHECKSUM_AT + i] = digit.charCodeAt(0)
  return true
}
