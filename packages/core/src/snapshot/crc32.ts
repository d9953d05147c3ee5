const POLYNOMIAL = 0xedb88320

/** TABLES[k * 256 + b] is the remainder of byte b followed by k zero bytes. */
const TABLES: Uint32Array = tables()

/**
 * The CRC-32 of some bytes, as in gzip, PNG and Python's `zlib.crc32`: it changes with every single flipped bit and with
 * every damaged stretch of up to 32 bits.
 *
 * crc = bytes(x) · x³² mod (x³² + x²⁶ + x²³ + … + 1), bit-reversed and complemented
 *
 * Eight bytes are taken in one step, each from a table of its own ("slicing by 8"), about three times as fast as one by one.
 *
 * @param bytes - any bytes
 * @param before - the CRC-32 of the bytes that come before these; 0 for none
 * @returns an integer from 0 to 2³² − 1
 *
 * @example
 * ```ts
 * import { crc32 } from '@rivulet/core/snapshot'
 *
 * crc32(Uint8Array.from('123456789', (digit) => digit.charCodeAt(0))).toString(16) // => 'cbf43926'
 * ```
 *
 * @see Kounavis & Berry (2005), A Systematic Approach to Building High Performance Software-based CRC Generators
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  const T = TABLES
  let crc = ~before
  let i = 0
  for (const end = bytes.length - 7; i < end; i += 8) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    crc =
      T[1792 + (crc & 255)]! ^
      T[1536 + ((crc >>> 8) & 255)]! ^
      T[1280 + ((crc >>> 16) & 255)]! ^
      T[1024 + (crc >>> 24)]! ^
      T[768 + bytes[i + 4]!]! ^
      T[512 + bytes[i + 5]!]! ^
      T[256 + bytes[i + 6]!]! ^
      T[bytes[i + 7]!]!
  }
  for (; i < bytes.length; i++) crc = T[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}

function tables(): Uint32Array {
  const T = new Uint32Array(8 * 256)
  for (let b = 0; b < 256; b++) {
    let crc = b
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    T[b] = crc
  }
  for (let i = 256; i < T.length; i++) T[i] = (T[i - 256]! >>> 8) ^ T[T[i - 256]! & 255]!
  return T
}
