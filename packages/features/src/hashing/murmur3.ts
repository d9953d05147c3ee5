/**
 * MurmurHash3, the 32-bit x86 variant, of a text's UTF-8 bytes, as an unsigned 32-bit integer.
 *
 * h ← rotl(h ⊕ c₂ · rotl(c₁ · block, 15), 13) · 5 + 0xe6546b64 for each block of four bytes, then the tail, the length
 * and a finaliser.
 *
 * The bytes are made on the way, nothing is allocated. A lone surrogate has no UTF-8 form: it counts as U+FFFD, as in
 * the Encoding standard. It is no defence against somebody who chooses the texts: use it to spread, not to protect.
 *
 * @param text - any string
 * @param seed - an integer, taken modulo 2³²; another seed is another function
 *
 * @example
 * ```ts
 * import { murmur3 } from '@rivulet/features'
 *
 * murmur3('abc') // => 0xb3dd93fa
 * murmur3('abc', 0x9747b28c) // => 0xc84a62dd
 * ```
 *
 * @see Appleby (2011), MurmurHash3, https://github.com/aappleby/smhasher
 */
export function murmur3(text: string, seed: number = 0): number {
  return murmur3Name(text, undefined, seed) >>> 0
}

/**
 * The signed hash of `key`, or of `key=value`, without joining the two: joining costs as much as hashing.
 *
 * @param key - the first part
 * @param value - the second part; the name is `key` alone without it
 * @param seed - an integer, taken modulo 2³²
 */
export function murmur3Name(key: string, value: string | undefined, seed: number): number {
  let h = seed | 0
  let block = 0
  let shift = 0
  let length = 0
  const parts = value === undefined ? 1 : 3
  for (let part = 0; part < parts; part++) {
    const text = part === 0 ? key : part === 1 ? '=' : (value as string)
    for (let i = 0; i < text.length; i++) {
      let c = text.charCodeAt(i)
      let bits = 8
      if (c >= 0x80) {
        if (c >= 0xd800 && c < 0xe000) {
          c = codePoint(c, i + 1 < text.length ? text.charCodeAt(i + 1) : 0)
          if (c >= 0x10000) i++
        }
        bits = c < 0x800 ? 16 : c < 0x10000 ? 24 : 32
        c = utf8(c)
      }
      block |= c << shift
      shift += bits
      length += bits >>> 3
      if (shift >= 32) {
        h = mixed(h, block)
        shift -= 32
        block = shift === 0 ? 0 : c >>> (bits - shift)
      }
    }
  }
  if (shift > 0) h ^= scramble(block)
  return finished(h, length)
}

/** The signed hash of two 32-bit integers, as of their eight bytes, little-endian. */
export function murmur3Pair(a: number, b: number, seed: number): number {
  return finished(mixed(mixed(seed | 0, a), b), 8)
}

function mixed(h: number, block: number): number {
  return Math.imul(rotate(h ^ scramble(block), 13), 5) + 0xe6546b64
}

/** The finaliser: every bit of the length and of h reaches every bit of the hash. */
function finished(hash: number, length: number): number {
  let h = hash ^ length
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** The code point of a pair of surrogates, U+FFFD for half a pair. */
function codePoint(high: number, low: number): number {
  return high < 0xdc00 && low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00) : 0xfffd
}

/** The UTF-8 bytes of a code point of at least 0x80, the first in the lowest place. */
function utf8(c: number): number {
  if (c < 0x800) return 0xc0 | (c >> 6) | ((0x80 | (c & 63)) << 8)
  if (c < 0x10000) return 0xe0 | (c >> 12) | ((0x80 | ((c >> 6) & 63)) << 8) | ((0x80 | (c & 63)) << 16)
  const last = ((0x80 | ((c >> 6) & 63)) << 16) | ((0x80 | (c & 63)) << 24)
  return 0xf0 | (c >> 18) | ((0x80 | ((c >> 12) & 63)) << 8) | last
}

function scramble(block: number): number {
  return Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593)
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by))
}
