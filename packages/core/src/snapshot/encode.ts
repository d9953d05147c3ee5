import type { Stateful } from '../vocabulary.ts'
import { checksumOf } from './checksum.ts'
import { type Entries, MAX_HEADER } from './entries.ts'
import { CHECKSUM_AT, headerOf, inOrder } from './header.ts'
import { EntriesWriter } from './writer.ts'

/**
 * Writes a whole state as the bytes of a safetensors file: an 8-byte little-endian header length, a JSON header, raw arrays.
 * The same state gives the same bytes on every machine. Any safetensors reader opens it, Python's too, and nothing in it is code.
 *
 * Arrays are tensors of one dimension under the names from the root joined by '/'; texts stand in `__metadata__`, beside
 * '/rivulet', the format's version, and '/crc32', the CRC-32 of the file with 00000000 in its place.
 *
 * @param state - what is saved
 * @throws RangeError if the state uses a name twice, a bad name, or a number that does not fit its dtype
 *
 * @example
 * ```ts
 * import { decode, encode } from '@rivulet/core/snapshot'
 *
 * const bytes = encode({
 *   save(to) {
 *     to.array('weights', [0.5, -1])
 *     to.text('t', '2')
 *   },
 *   load() {},
 * })
 * decode(bytes).array('weights') // => [0.5, -1]
 * ```
 *
 * @see Hugging Face (2022), safetensors, the format's description
 */
export function encode(state: Stateful): Uint8Array {
  const entries: Entries = { texts: new Map(), tensors: new Map() }
  state.save(new EntriesWriter(entries))
  return toFile(entries)
}

function toFile(entries: Entries): Uint8Array {
  const header = headerOf(entries)
  if (header.length > MAX_HEADER)
    throw new RangeError(`the texts of a snapshot should be below 100 MB, but are ${header.length} bytes`)
  const start = 8 + header.length
  let length = start
  for (const { bytes } of entries.tensors.values()) length += bytes.length
  const file = new Uint8Array(length)
  new DataView(file.buffer).setUint32(0, header.length, true)
  for (let i = 0; i < header.length; i++) file[8 + i] = header.charCodeAt(i)
  let offset = start
  for (const [, { bytes }] of inOrder(entries.tensors)) {
    file.set(bytes, offset)
    offset += bytes.length
  }
  const digits = checksumOf(file)
  for (let i = 0; i < 8; i++) file[CHECKSUM_AT + i] = digits.charCodeAt(i)
  return file
}
