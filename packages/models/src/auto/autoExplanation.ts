import type { Label, Vector } from '@rivulet/core'
import type { Coefficients } from '../coefficients.ts'
import { type ExplainOptions, type Explanation, explanation, type FeatureDictionary } from '../explanation.ts'
import type { Mixture } from './mixture.ts'

/** What two features add together, of which half is in the contribution of each. */
export interface PairContribution {
  readonly features: readonly [number, number]
  /** Their names; absent if the dictionary has none. */
  readonly names?: readonly [string, string]
  readonly contribution: number
}

/** A mean score of an `AutoClassifier`, taken apart. */
export interface AutoExplanation<L extends Label> extends Explanation<L> {
  /** The pairs of features whose products say the most, the largest in magnitude first. */
  readonly pairs: readonly PairContribution[]
}

/** The linear part of an `AutoClassifier`. */
export interface AutoCoefficients extends Coefficients {
  /** How much of the mixture the linear experts have, from 0 to 1: what is left is said by trees and products. */
  readonly share: number
}

/** Pairs that are named. */
const PAIRS = 10

/** Takes the mean score of a class apart; the classes are numbers of the mixture's. */
export function explainMixture<L extends Label>(
  mixture: Mixture,
  x: Vector,
  options: ExplainOptions<L> & { readonly label: L },
  y: number,
  against: number | undefined,
): AutoExplanation<L> {
  const { bias, features, pairs } = mixture.attribute(x, y, against)
  const contributions = new Map([...features].map(([row, amount]) => [mixture.featureOf(row), amount]))
  const largest = pairs.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, PAIRS)
  return {
    ...explanation(x, options, bias, (feature) => contributions.get(feature) ?? 0),
    pairs: largest.map(({ rows: [a, b], contribution }) => {
      const of = [mixture.featureOf(a), mixture.featureOf(b)] as const
      const [one, other] = of.map((feature) => nameOf(options.names, feature))
      const pair = { features: of, contribution }
      return one === undefined || other === undefined ? pair : { ...pair, names: [one, other] as const }
    }),
  }
}

function nameOf(names: FeatureDictionary | undefined, feature: number): string | undefined {
  const known = names?.names(feature) ?? []
  return known.length > 0 ? known.join(' | ') : undefined
}
