import { isLabel, type Label } from '@rivulet/core'

/**
 * Features by name, or by position, each with a value that stands for itself: a text, a number, true or false. `undefined` and `null`
 * say that a feature was not seen: it is then no evidence.
 */
export type CategoricalFeatures =
  | { readonly [feature: string]: Label | null | undefined }
  | readonly (Label | null | undefined)[]

/** The features that were seen, by the order of their names: sums of their logarithms do not depend on how an event was written. */
export function pairsOf(x: CategoricalFeatures): [feature: string, value: Label][] {
  return Object.entries(x)
    .filter((pair): pair is [string, Label] => pair[1] !== undefined && pair[1] !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Whether it is a list of features with their values, as a snapshot keeps them. */
export function isFeatures(saved: unknown): saved is [string, Label[]][] {
  return (
    Array.isArray(saved) &&
    saved.every(
      (row) =>
        Array.isArray(row) &&
        row.length === 2 &&
        typeof row[0] === 'string' &&
        Array.isArray(row[1]) &&
        row[1].length > 0 &&
        row[1].every((v) => isLabel(v) && !Object.is(v, -0)) &&
        new Set(row[1]).size === row[1].length,
    )
  )
}

/** Whether two lists of values are the same. */
export function sameLists(a: readonly Label[] | undefined, b: readonly Label[]): boolean {
  return a?.length === b.length && a.every((value, i) => value === b[i])
}
