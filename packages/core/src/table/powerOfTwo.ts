/** The least power of two that is ≥ n, a whole number up to 2³². */
export function powerOfTwo(n: number): number {
  return n <= 1 ? 1 : 2 * ((1 << (31 - Math.clz32(n - 1))) >>> 0)
}
