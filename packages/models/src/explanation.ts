import type { Label, Vector } from '@rivulet/core'
import { isSparse } from '@rivulet/core'

/** Inverts a hash: from an index to the names that fell on it. A `FeatureHasher` with names is one. */
export interface FeatureDictionary {
  names(index: number): readonly string[]
}

/** What is to be explained. */
export interface ExplainOptions<L extends Label> {
  /** The class whose score is explained; default the one predicted. */
  readonly label?: L
  /** Another class: then the difference of the two scores is explained, why this class and not that one. */
  readonly against?: L
  /** What the features are called. */
  readonly names?: FeatureDictionary
}

/** What one feature of an event adds to a score. */
export interface Contribution {
  readonly feature: number
  /** Its names, joined by ' | ' where several share an index; absent if the dictionary has none. */
  readonly name?: string
  readonly value: number
  readonly contribution: number
}

/** A score, taken apart: score = bias + Σ contributions. */
export interface Explanation<L extends Label> {
  readonly label: L
  readonly against: L | undefined
  readonly score: number
  /** What the score is without any feature of the event. */
  readonly bias: number
  /** The features of the event that are not 0, the largest contribution in magnitude first. */
  readonly contributions: readonly Contribution[]
}

/** Takes a score apart into what each non-zero of x adds to it, summed as the model sums: the bias, then in the order of the features. */
export function explanation<L extends Label>(
  x: Vector,
  { label, against, names }: ExplainOptions<L> & { readonly label: L },
  bias: number,
  contributionOf: (feature: number, value: number) => number,
): Explanation<L> {
  const contributions: Contribution[] = []
  let score = bias
  const values = isSparse(x) ? x.values : x
  for (let j = 0; j < values.length; j++) {
    const value = values[j] as number
    if (value === 0) continue
    const feature = isSparse(x) ? (x.indices[j] as number) : j
    const contribution = contributionOf(feature, value)
    score += contribution
    const known = names?.names(feature) ?? []
    const part = { feature, value, contribution }
    contributions.push(known.length > 0 ? { ...part, name: known.join(' | ') } : part)
  }
  contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || a.feature - b.feature)
  return { label, against, score, bias, contributions }
}
