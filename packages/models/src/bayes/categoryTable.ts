import { check, isLabel, type Label } from '@rivulet/core'

/** How often each value of one feature came, class by class. */
export class CategoryTable {
  readonly #values: Label[] = []
  readonly #index = new Map<Label, number>()
  /** Of each value: its count for every class. */
  #counts: Float64Array[] = []
  #totals: Float64Array

  constructor(classes: number) {
    this.#totals = new Float64Array(classes)
  }

  /** A table of values that are known before they come; RangeError for what are none. */
  static of(feature: string, values: readonly Label[], classes: number): CategoryTable {
    const table = new CategoryTable(classes)
    const good = Array.isArray(values) && values.length > 0 && values.every(isLabel)
    check(good, `values.${feature}`, 'texts, finite numbers or booleans, at least one', values)
    for (const value of values) table.admit(value)
    check(table.#values.length === values.length, `values.${feature}`, 'distinct', values)
    return table
  }

  /** The values known, in the order given or first seen. */
  get values(): readonly Label[] {
    return this.#values
  }

  /** The number of a value, −1 if it is not known. */
  find(value: Label): number {
    return this.#index.get(value) ?? -1
  }

  /** The number of a value, which is known from now on. */
  admit(value: Label): number {
    const known = this.#index.get(value)
    if (known !== undefined) return known
    // −0 is the same value as 0, and kept as 0, so that saved bytes do not depend on which came first.
    this.#index.set(value, this.#values.length)
    this.#values.push(value === 0 ? 0 : value)
    this.#counts.push(new Float64Array(this.#totals.length))
    return this.#values.length - 1
  }

  /** N_cka. */
  countOf(value: number, c: number): number {
    return (this.#counts[value] as Float64Array)[c] as number
  }

  /** N_ck. */
  totalOf(c: number): number {
    return this.#totals[c] as number
  }

  /** Counts a value for a class. */
  add(value: number, c: number, weight: number): void {
    ;((this.#counts[value] as Float64Array)[c] as number) += weight
    ;(this.#totals[c] as number) += weight
  }

  /** Makes room for more classes. */
  grow(classes: number): void {
    const longer = (old: Float64Array): Float64Array => {
      const counts = new Float64Array(classes)
      counts.set(old)
      return counts
    }
    this.#counts = this.#counts.map(longer)
    this.#totals = longer(this.#totals)
  }

  /** All counts, value by value. */
  counts(): number[] {
    return this.#counts.flatMap((row) => [...row])
  }

  /** What was counted for each class. */
  totals(): number[] {
    return [...this.#totals]
  }

  /** Takes as many counts as there are values and classes, from the beginning of both lists. */
  fill(counts: Float64Array, totals: Float64Array): void {
    const classes = this.#totals.length
    for (const [v, row] of this.#counts.entries()) row.set(counts.subarray(v * classes, (v + 1) * classes))
    this.#totals.set(totals.subarray(0, classes))
  }
}
