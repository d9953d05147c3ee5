/*
 * Doubles by their parts. A power of two is multiplied in from a table, not written into the exponent field:
 * reading a double whose half was just written stalls the processor, and costs three times the whole logarithm.
 */

const float: Float64Array = /* @__PURE__ */ new Float64Array([1])
const words: Uint32Array = /* @__PURE__ */ new Uint32Array(float.buffer)
// Which of the two words holds sign and exponent: that of 1 is not 0 (the second, where the machine is little-endian).
const high: number = words[0] === 0 ? 1 : 0
const powers: Float64Array = /* @__PURE__ */ tabulate()

function tabulate(): Float64Array {
  const table = new Float64Array(2098)
  table[1074] = 1
  for (let i = 1075; i < 2098; i++) table[i] = (table[i - 1] as number) * 2
  for (let i = 1073; i >= 0; i--) table[i] = (table[i + 1] as number) / 2
  return table
}

/**
 * 2ᵏ, exact.
 *
 * @param k - an integer from −1074 to 1023
 */
export function powerOfTwo(k: number): number {
  return powers[k + 1074] as number
}

/**
 * x · 2ᵏ, rounded once even where the result overflows or is subnormal: the power is split in two halves, and the first
 * product is exact.
 *
 * @param x - a number of size about 1
 * @param k - an integer from −2148 to 2046
 */
export function scale(x: number, k: number): number {
  const whole = k | 0
  const half = whole >> 1
  return x * (powers[half + 1074] as number) * (powers[whole - half + 1074] as number)
}

/**
 * The integer k with √½ ≤ x / 2ᵏ < √2, up to the last 32 bits of x.
 *
 * @param x - positive, finite and normal
 */
export function exponentOf(x: number): number {
  float[0] = x
  // 0x3fe6a09e is the high word of √½: the difference counts from there.
  return ((words[high] as number) - 0x3fe6a09e) >> 20
}
