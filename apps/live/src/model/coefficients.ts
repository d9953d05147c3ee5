/** A linear function of the features, sparse: bias + Σ values_j x_(indices_j). */
export interface Coefficients {
  readonly bias: number
  readonly indices: readonly number[]
  readonly values: readonly number[]
}
