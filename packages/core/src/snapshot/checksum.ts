import { crc32 } from './crc32.ts'
import { CHECKSUM_AT } from './header.ts'

const ZEROS = new Uint8Array(8).fill(48)

/**
 * The checksum of a whole file: its CRC-32 with zeros for the eight hexadecimal digits of the checksum itself.
 * To seal a file is to write them at `CHECKSUM_AT`.
 */
export function checksumOf(file: Uint8Array): string {
  const before = crc32(ZEROS, crc32(file.subarray(0, CHECKSUM_AT)))
  return crc32(file.subarray(CHECKSUM_AT + 8), before)
    .toString(16)
    .padStart(8, '0')
}
