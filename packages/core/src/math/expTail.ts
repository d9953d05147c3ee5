/**
 * What the exponential adds to its parabola: eʳ − 1 − r − r²/2.
 *
 * r³ p(r), with p the minimax polynomial of degree 9 (error below 2⁻⁶⁰ of r). It is summed in pairs, not by Horner's
 * rule, so that the processor can work on several terms at once.
 *
 * @param r - at most ½ ln 2 in size
 *
 * @see coefficients.py beside this file, which computes the polynomial
 * @see Estrin (1960), Organization of computer systems: the fixed plus variable structure computer
 */
export function expTail(r: number): number {
  const r2 = r * r
  const r4 = r2 * r2
  const low = 0.16666666666666677 + r * 0.04166666666666669 + r2 * (0.00833333333332164 + r * 0.0013888888888870137)
  const high =
    0.00019841269886148704 +
    r * 2.4801587356143396e-5 +
    r2 * (2.7557244154358657e-6 + r * 2.755724553954192e-7) +
    r4 * (2.51090651467851e-8 + r * 2.0923775091040518e-9)
  return r * r2 * (low + r4 * high)
}
