/** FNV-1a's prime and offset; the other three halves of the fingerprint start elsewhere. */
const PRIME = 0x01000193
const OFFSETS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35]

/** 128 bits that differ when bytes do, in 32 hexadecimal digits: four runs of FNV-1a, for an engine may have no `crypto`. */
export function fingerprint(bytes: Uint8Array): string {
  const parts = OFFSETS.map((offset) => {
    let hash = offset
    for (const byte of bytes) hash = Math.imul(hash ^ byte, PRIME) ^ (hash >>> 15)
    return (hash >>> 0).toString(16).padStart(8, '0')
  })
  return parts.join('')
}
