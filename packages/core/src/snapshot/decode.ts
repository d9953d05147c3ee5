import { checksumOf } from './checksum.ts'
import { MAX_HEADER } from './entries.ts'
import { BEFORE_VERSION, CHECKSUM_AT, FORMAT_VERSION } from './header.ts'
import { DamagedSnapshot, InvalidSnapshot } from './invalidSnapshot.ts'
import { parseHeader } from './parseHeader.ts'
import { partsOf } from './parts.ts'
import { Snapshot } from './snapshot.ts'

/**
 * Reads the bytes that `encode` wrote, and refuses all others: what was cut off or altered (the checksum), what has a newer
 * format, and what `encode` would have said otherwise. Memory is bounded by the bytes, whatever they are.
 *
 * @param bytes - a whole file; it is not copied, and should not be changed while the snapshot is in use
 * @throws DamagedSnapshot if these are not all the bytes that were written
 * @throws InvalidSnapshot if they are, but of a newer format
 *
 * @example
 * ```ts
 * import { decode, encode } from '@rivulet/core/snapshot'
 *
 * const bytes = encode({ save: (to) => to.text('t', '7'), load() {} })
 * decode(bytes).text('t') // => '7'
 * ```
 */
export function decode(bytes: Uint8Array): Snapshot {
  const header = readHeader(bytes)
  const unsealed = `${header.slice(0, CHECKSUM_AT - 8)}00000000${header.slice(CHECKSUM_AT)}`
  if (!unsealed.startsWith(BEFORE_VERSION)) throw new DamagedSnapshot('these bytes are no snapshot of Rivulet')
  if (header.slice(CHECKSUM_AT - 8, CHECKSUM_AT) !== checksumOf(bytes)) {
    throw new DamagedSnapshot('this snapshot was cut off or altered: its checksum is wrong')
  }
  const version = /^"(\d{1,9})"/.exec(unsealed.slice(BEFORE_VERSION.length, BEFORE_VERSION.length + 11))?.[1]
  if (version !== undefined && version !== FORMAT_VERSION) {
    throw new InvalidSnapshot(`this snapshot has format version ${version}, but only ${FORMAT_VERSION} is known here`)
  }
  const entries = parseHeader(unsealed, bytes.subarray(8 + header.length))
  return new Snapshot(entries, partsOf(entries))
}

function readHeader(bytes: Uint8Array): string {
  if (bytes.length < 8) throw new DamagedSnapshot('these bytes are too few for a snapshot')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32
  if (length > MAX_HEADER) throw new DamagedSnapshot('these bytes are no snapshot: their header would be above 100 MB')
  if (length > bytes.length - 8) throw new DamagedSnapshot('this snapshot was cut off within its header')
  let header = ''
  for (let i = 8; i < 8 + length; i += 4096) {
    header += String.fromCharCode(...bytes.subarray(i, Math.min(i + 4096, 8 + length)))
  }
  return header
}
