/** Words that programs write for a missing value. */
const WORDS = new Set(['NA', 'N/A', 'na', 'n/a', 'NaN', 'nan', 'None', 'NULL', 'Null', 'null', '-', '?', '#N/A'])

/** Finds words in fields that may stand for a missing value, where they were read as texts. */
export class MissingWords {
  readonly #counts: Map<string, number> = new Map()

  /** Looks at the fields of one more event. */
  see(fields: object): void {
    for (const value of Object.values(fields)) {
      if (typeof value === 'string' && WORDS.has(value)) this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1)
    }
  }

  /** Those found, and how often in all. */
  found(): { readonly words: readonly string[]; readonly count: number } | undefined {
    if (this.#counts.size === 0) return undefined
    return { words: [...this.#counts.keys()], count: [...this.#counts.values()].reduce((sum, n) => sum + n, 0) }
  }
}
