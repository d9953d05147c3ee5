import {
  check,
  InvalidEvent,
  isLabel,
  type Label,
  log,
  type SnapshotReader,
  type SnapshotWriter,
  show,
} from '@rivulet/core'
import { between, checkSaved, nonNegative, readArray, readJson } from '@rivulet/core/snapshot'
import { type CategoricalFeatures, isFeatures, pairsOf, sameLists } from './categoricalFeatures.ts'
import { CategoryTable } from './categoryTable.ts'
import type { ClassCounts } from './classCounts.ts'

/** What a categorical naive Bayes can be told of its features. */
export interface CategoricalOptions {
  /** Laplace's pseudo-count, > 0, default 1. */
  readonly alpha?: number
  /** The values of every feature, by its name; others are refused. Without it, features and values are learned as they come. */
  readonly values?: Readonly<Record<string, readonly Label[]>>
  /** The most values, of all features together, that are learned as they come; default 100,000. */
  readonly maxValues?: number
}

/**
 * P(x_k = a | c) = (N_cka + α) / (N_ck + α V_k): N_cka events of class c in which feature k was a, N_ck in which it was seen at all, V_k
 * values that it has.
 *
 * A value that is asked about but not known yet counts as known: it makes V_k one more.
 */
export class Categorical implements ClassCounts<CategoricalFeatures> {
  readonly name: string
  readonly #alpha: number
  readonly #declared: boolean
  readonly #maxValues: number
  #classes: number
  readonly #tables = new Map<string, CategoryTable>()

  /** @throws RangeError for a hyper-parameter that is not as it should be */
  constructor(classes: number, { alpha = 1, values, maxValues = 100_000 }: CategoricalOptions) {
    check(alpha > 0 && alpha <= 1e100, 'alpha', '> 0', alpha)
    check(Number.isInteger(maxValues) && maxValues >= 1, 'maxValues', 'a whole number ≥ 1', maxValues)
    const declared = Object.entries(values ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
    check(values === undefined || declared.length > 0, 'values', 'those of at least one feature', values)
    for (const [feature, list] of declared) this.#tables.set(feature, CategoryTable.of(feature, list, classes))
    this.name = `categorical, alpha ${alpha} over ${values === undefined ? `up to ${maxValues} values` : JSON.stringify(declared)}`
    this.#alpha = alpha
    this.#declared = values !== undefined
    this.#maxValues = maxValues
    this.#classes = classes
  }

  check(x: CategoricalFeatures): void {
    const plain = Array.isArray(x) || Object.prototype.toString.call(x) === '[object Object]'
    if (!plain)
      throw new InvalidEvent(`x should be an object of features by name, or a list of them, but is ${show(x)}`)
    for (const [feature, value] of pairsOf(x)) {
      if (!isLabel(value)) {
        throw new InvalidEvent(`x.${feature} should be a text, a finite number, true or false, but is ${show(value)}`)
      }
      if (!this.#declared) continue
      const table = this.#tables.get(feature)
      if (table === undefined)
        throw new InvalidEvent(`x should have the features of the option values, but has ${show(feature)}`)
      if (table.find(value) < 0) {
        throw new InvalidEvent(`x.${feature} should be one of ${show(table.values)}, but is ${show(value)}`)
      }
    }
  }

  checkRoom(x: CategoricalFeatures): void {
    if (!this.#declared) this.#checkRoomFor(pairsOf(x))
  }

  #checkRoomFor(pairs: readonly (readonly [string, Label])[]): void {
    const fresh = pairs.filter(([feature, value]) => (this.#tables.get(feature)?.find(value) ?? -1) < 0).length
    if (fresh === 0) return
    let known = 0
    for (const table of this.#tables.values()) known += table.values.length
    if (known + fresh > this.#maxValues) {
      throw new InvalidEvent(
        `x should have no new values beyond ${this.#maxValues} (the option maxValues), but has ${fresh} after ${known}`,
      )
    }
  }

  addLog(x: CategoricalFeatures, into: Float64Array): void {
    for (const [feature, value] of pairsOf(x))
      for (let c = 0; c < into.length; c++) (into[c] as number) += this.logOf(feature, value, c)
  }

  /** log P(x_k = a | c). */
  logOf(feature: string, value: Label, c: number): number {
    const table = this.#tables.get(feature)
    const v = table?.find(value) ?? -1
    const values = (table?.values.length ?? 0) + (v < 0 ? 1 : 0)
    const [count, total] = table === undefined ? [0, 0] : [v < 0 ? 0 : table.countOf(v, c), table.totalOf(c)]
    return log(count + this.#alpha) - log(total + this.#alpha * values)
  }

  count(x: CategoricalFeatures, c: number, weight: number): void {
    for (const [feature, value] of pairsOf(x)) {
      const table = this.#table(feature)
      table.add(table.admit(value), c, weight)
    }
  }

  #table(feature: string): CategoryTable {
    let table = this.#tables.get(feature)
    if (table === undefined) {
      table = new CategoryTable(this.#classes)
      this.#tables.set(feature, table)
    }
    return table
  }

  grow(classes: number): void {
    this.#classes = classes
    for (const table of this.#tables.values()) table.grow(classes)
  }

  checkMerge(other: this): void {
    const pairs = [...other.#tables].flatMap(([feature, { values }]) => values.map((v) => [feature, v] as const))
    this.#checkRoomFor(pairs)
  }

  merge(other: this, classes: readonly number[]): void {
    for (const [feature, theirs] of other.#tables) {
      const table = this.#table(feature)
      for (const [v, value] of theirs.values.entries()) {
        const own = table.admit(value)
        for (const [c, to] of classes.entries()) table.add(own, to, theirs.countOf(v, c))
      }
    }
  }

  /** Writes features and values, and the counts of each value, class by class; features in the order of their names. */
  save(to: SnapshotWriter): void {
    const tables = [...this.#tables].sort(([a], [b]) => (a < b ? -1 : 1))
    to.text('features', JSON.stringify(tables.map(([feature, { values }]) => [feature, values])))
    to.array(
      'counts',
      tables.flatMap(([, table]) => table.counts()),
    )
    to.array(
      'totals',
      tables.flatMap(([, table]) => table.totals()),
    )
  }

  load(from: SnapshotReader): void {
    const saved = readJson(from, 'features')
    checkSaved(isFeatures(saved), 'features', 'a list of names with their values', saved)
    const tables = new Map<string, CategoryTable>()
    for (const [feature, values] of saved) tables.set(feature, CategoryTable.of(feature, values, this.#classes))
    const known = saved.reduce((sum, [, values]) => sum + values.length, 0)
    checkSaved(tables.size === saved.length, 'features', 'distinct', saved)
    if (this.#declared) {
      const same =
        tables.size === this.#tables.size && saved.every(([k, list]) => sameLists(this.#tables.get(k)?.values, list))
      checkSaved(same, 'features', 'those of the option values', saved)
    } else checkSaved(known <= this.#maxValues, 'features', `at most ${this.#maxValues} values`, known)
    const counts = readArray(from, 'counts', 'F64', known * this.#classes, nonNegative)
    const totals = readArray(from, 'totals', 'F64', tables.size * this.#classes, between(0, Number.MAX_VALUE))
    let at = 0
    for (const [i, table] of [...tables.values()].entries()) {
      table.fill(counts.subarray(at), totals.subarray(i * this.#classes))
      at += table.values.length * this.#classes
    }
    this.#tables.clear()
    for (const [feature, table] of tables) this.#tables.set(feature, table)
  }
}
