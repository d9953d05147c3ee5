/** Names a loop over the rows of an event that is claimed equal to a rule's own steps, number by number. */
export type RuleKernel =
  | { readonly name: 'axpy' }
  | { readonly name: 'adagrad'; readonly epsilon: number }
  | { readonly name: 'normalized' }

/** How a gradient moves one row of weights: as much of an update rule as a loop over rows has to know. */
export interface RowRule {
  /** The loop that does the same to all rows of an event, where there is one. */
  readonly kernel?: RuleKernel
  /** What it has to know of all rows of an event before the first step. */
  readonly event?: {
    /** Sees one row, and adds to `sums`: one for each score, and one for the event. */
    measure(
      rows: Float64Array,
      at: number,
      block: number,
      gradient: ArrayLike<number>,
      x: number,
      sums: Float64Array,
    ): void
  }
  /** Moves the row at `at`, whose blocks have size `block`, down the gradient of the scores, times the feature's value x. */
  step(rows: Float64Array, at: number, block: number, gradient: ArrayLike<number>, x: number, eta: number): void
}
