/** The hash of no bytes. */
export const NO_HASH: number = 0x811c9dc5 | 0

/** The factor by which a hash goes on: h ← (h ⊕ byte) · HASH_FACTOR in 32 bits. */
export const HASH_FACTOR: number = 0x01000193

/**
 * Goes on with the FNV-1a hash of some bytes: a name that is made of two parts need not be put together to be hashed.
 *
 * @see Fowler, Noll & Vo (1991), FNV hash
 */
export function hashOn(before: number, bytes: Uint8Array, start: number, end: number): number {
  let h = before
  for (let i = start; i < end; i++) h = Math.imul(h ^ (bytes[i] as number), HASH_FACTOR)
  return h
}

/** Mixes a hash so that its low bits, which a table uses, depend on all. */
export function mixed(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return h ^ (h >>> 13)
}
