/**
 * The recent lateness of each airport: an exponentially weighted mean of its known labels.
 *
 * ℓ ← ℓ + α (late − ℓ), from 0
 *
 * With α = 1/20, about the last twenty flights count. Only labels that are known are ever given to it.
 *
 * @see Roberts (1959), Control chart tests based on geometric moving averages
 */
export class Lateness {
  readonly #alpha: number
  readonly #of: Map<string, { mean: number }> = new Map()

  constructor(alpha: number = 1 / 20) {
    this.#alpha = alpha
  }

  /** The lateness of an airport, from 0 to 1; 0 before any of its labels is known. */
  of(airport: string): number {
    return this.#of.get(airport)?.mean ?? 0
  }

  /** The airports of which a label is known. */
  get airports(): Iterable<string> {
    return this.#of.keys()
  }

  /** Goes on from a lateness that `of` gave. */
  set(airport: string, mean: number): void {
    this.#of.set(airport, { mean })
  }

  /** Counts one known label. */
  update(airport: string, late: boolean): void {
    let own = this.#of.get(airport)
    if (own === undefined) {
      own = { mean: 0 }
      this.#of.set(airport, own)
    }
    own.mean += this.#alpha * ((late ? 1 : 0) - own.mean)
  }
}
