/** How the rows of a `FeatureTable` are laid out. */
export interface TableOptions {
  /** How many scores there are, K: each has a number in every block. */
  readonly scores: number
  /** How many blocks a row has, default 1. */
  readonly blocks?: number
  /** How many numbers a row has as a whole, before the blocks; default 0. */
  readonly marks?: number
  /** How many features there are, if that is known; else their indices are below 2²⁴. */
  readonly features?: number | undefined
  /** Whether row 0 is that of the bias, a feature that is always 1, and saved; else it is nobody's. Default true. */
  readonly bias?: boolean
}
