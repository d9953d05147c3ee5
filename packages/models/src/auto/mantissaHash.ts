const LITTLE = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)

/** The mantissa of a number in 32 bits, the same for a power of two times it. */
export function mantissa(value: number): number {
  double[0] = value
  const [a, b] = [words[0]!, words[1]!]
  // The exponent and sign are the upper twelve bits of the word that is the second on a little-endian machine.
  return LITTLE ? a ^ Math.imul(b & 0xfffff, 0x9e3779b1) : b ^ Math.imul(a & 0xfffff, 0x9e3779b1)
}

/** A hash of 32 bits. */
export function mixed(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
