/** How far from one a matrix may be by rounding, as a share of its largest variance. */
const ROUNDING = 1e-6

/**
 * Whether a matrix is that of covariances, but for rounding: symmetric, and xᵀSx ≥ 0 for every x.
 *
 * It is one if it has a Cholesky decomposition, S = LLᵀ.
 *
 * @param S - n × n numbers, row by row
 *
 * @see Golub & Van Loan (2013), Matrix Computations, section 4.2
 */
export function isCovariance(S: ArrayLike<number>, n: number): boolean {
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, S[i * n + i]!)
  const slack = ROUNDING * largest
  const L = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const [s, mirrored] = [S[i * n + j]!, S[j * n + i]!]
      if (!(Math.abs(s - mirrored) <= slack)) return false
      let rest = (s + mirrored) / 2 + (i === j ? slack : 0)
      for (let k = 0; k < j; k++) rest -= L[i * n + k]! * L[j * n + k]!
      if (i === j && !(rest >= 0)) return false
      L[i * n + j] = i === j ? Math.sqrt(rest) : L[j * n + j] === 0 ? 0 : rest / L[j * n + j]!
    }
  }
  return true
}
