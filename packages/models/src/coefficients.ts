import type { Label, Labels, Vector } from '@rivulet/core'
import { check } from '@rivulet/core'
import { type ExplainOptions, type Explanation, explanation } from './explanation.ts'
import type { Weights } from './weights.ts'

/** A linear function of the features, sparse: bias + Σ values_j x_(indices_j); `indices` ascending. */
export interface Coefficients {
  readonly bias: number
  readonly indices: readonly number[]
  readonly values: readonly number[]
}

/** Those of a score of which nothing was learned. */
export const NO_COEFFICIENTS: Coefficients = { bias: 0, indices: [], values: [] }

/** The bias and weights of one class's score. */
export function coefficientsOf<L extends Label>(weights: Weights, labels: Labels<L>, label: L): Coefficients {
  return listed(weights, weightsOf(weights, labels, label))
}

/** The bias and weights of a score. */
export function weightsAt(weights: Weights, score: number): Coefficients {
  return listed(weights, (feature) => weights.weight(score, feature))
}

function listed(weights: Weights, weight: (feature?: number) => number): Coefficients {
  const indices = [...weights.features].sort((a, b) => a - b)
  return { bias: weight(), indices, values: indices.map(weight) }
}

/** What each feature adds to the score of a class, or to the difference of two classes' scores. */
export function explainLinear<L extends Label>(
  weights: Weights,
  labels: Labels<L>,
  x: Vector,
  options: ExplainOptions<L> & { readonly label: L },
): Explanation<L> {
  const own = weightsOf(weights, labels, options.label)
  const one = weights.scores < labels.size
  const { against = one ? labels.list.find((other) => other !== options.label) : undefined } = options
  if (against === undefined) return explanation(x, options, own(), (i, value) => own(i) * value)
  const theirs = weightsOf(weights, labels, against)
  // One score is a difference already: z of class 1 against class 0.
  const weight = one ? own : (i?: number): number => own(i) - theirs(i)
  return explanation(x, { ...options, against }, weight(), (i, value) => weight(i) * value)
}

/** The weights that a label's score has, its bias for no feature; of one score for two classes, class 0 has the negative. */
function weightsOf<L extends Label>(weights: Weights, labels: Labels<L>, label: L): (feature?: number) => number {
  const k = labels.indexOf(label)
  check(k >= 0, 'label', 'one of the labels known', label)
  if (weights.scores === labels.size) return (feature) => weights.weight(k, feature)
  return k === 1 ? (feature) => weights.weight(0, feature) : (feature) => 0 - weights.weight(0, feature)
}
