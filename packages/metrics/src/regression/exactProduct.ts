/** 2²⁷ + 1: splits a double into two halves of 26 bits. */
const SPLIT = 134_217_729

/**
 * A product and its rounding error: a b = product + error, exactly, unless it overflows or its error is below 2⁻¹⁰⁷⁴.
 *
 * @see Dekker (1971), A Floating-Point Technique for Extending the Available Precision
 */
export function exactProduct(a: number, b: number): readonly [product: number, error: number] {
  const product = a * b
  const [ah, al] = halves(a)
  const [bh, bl] = halves(b)
  return [product, al * bl - (product - ah * bh - al * bh - ah * bl)]
}

function halves(a: number): readonly [number, number] {
  const c = SPLIT * a
  const high = c - (c - a)
  return [high, a - high]
}
