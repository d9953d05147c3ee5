/**
 * What the logarithm adds to its parabola: log(1 + f) − f + f²/2.
 *
 * With s = f / (2 + f), log(1 + f) = 2 artanh s = 2 s + s z q(z), z = s², and 2 s = f − f²/2 + s f²/2. So it is
 * s (f²/2 + z q(z)), with q the minimax polynomial of degree 6 (error below 2⁻⁵⁹ of the logarithm).
 *
 * @param f - 1 + f from √½ to √2
 *
 * @see coefficients.py beside this file, which computes the polynomial
 * @see Muller (2016), Elementary Functions: Algorithms and Implementation, 3rd edition, on log by artanh
 */
export function logTail(f: number): number {
  const s = f / (2 + f)
  const z = s * s
  const z2 = z * z
  const even = 0.6666666666666735 + z2 * (0.28571428744098076 + z2 * (0.18183574906992966 + z2 * 0.14798992985914028))
  const odd = 0.3999999999940767 + z2 * (0.22222198383185784 + z2 * 0.15313762723239738)
  return s * (0.5 * f * f + z * (even + z * odd))
}
