/** A row of scores and the sign that it has in what is explained: one of them, or one less another. */
export type SignedRow = readonly [row: number, sign: number]

/** A score, taken apart while its parts are gone through: what features add to it by their rows, and pairs of them. */
export class Attribution {
  /** π of the experts that are awake; they sum to 1. */
  readonly pi: readonly number[]
  readonly rows: readonly SignedRow[]
  /** What no feature of the event adds. */
  bias = 0
  readonly features: Map<number, number> = new Map()
  readonly pairs: { readonly rows: readonly [number, number]; readonly contribution: number }[] = []

  /**
   * @param pi - π of the experts that are awake, which is brought to a sum of 1
   * @param rows - whose scores are explained
   */
  constructor(pi: readonly number[], rows: readonly SignedRow[]) {
    const sum = pi.reduce((a, b) => a + b, 0)
    this.pi = pi.map((each) => each / sum)
    this.rows = rows
  }

  /** The mean weight Σ_j π_j u_j of an input, u beginning at `from` with so many experts a row, of which the first is `first`. */
  weight(u: ArrayLike<number>, from: number, experts: number, first: number): number {
    let sum = 0
    for (const [row, sign] of this.rows) {
      for (let j = 0; j < experts; j++) sum += sign * this.pi[first + j]! * u[from + row * experts + j]!
    }
    return sum
  }

  /** What an input of a feature adds. */
  add(row: number, amount: number): void {
    this.features.set(row, (this.features.get(row) ?? 0) + amount)
  }
}
