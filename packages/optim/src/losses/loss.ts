/**
 * What an example costs, as a function of the scores z, with its gradient.
 *
 * A loss over two classes reads one score, z₀ for class 1, and y ∈ {0, 1}; where the literature has y± ∈ {−1, +1},
 * y± = 2y − 1. A loss over K classes reads K scores and y is the class index. A y of another convention is refused.
 */
export interface Loss {
  readonly name: string
  /** ℓ(z, y). */
  value(z: ArrayLike<number>, y: number): number
  /** Writes ∂ℓ/∂z_k into `into[k]` for every score. */
  gradient(z: ArrayLike<number>, y: number, into: number[] | Float64Array): void
  /**
   * ∂ℓ/∂z of one score averaged over a step of length h, taken as infinitely many small steps; g is where it starts. So a
   * score moves by −h · flow(g, h), and never past what it is drawn to.
   */
  flow?(g: number, h: number): number
}

/** A loss of a classifier, with the link from scores to the probabilities of the classes. */
export interface ClassificationLoss extends Loss {
  /** Whether it is −log of the probability of the label; a perceptron's is not. */
  readonly probabilistic: boolean
  /** How many scores it reads for K classes. */
  scores(classes: number): number
  /** K probabilities from the scores; they sum to 1. */
  probabilities(z: ArrayLike<number>): number[]
}
