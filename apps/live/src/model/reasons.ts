import { isSparse, type Label, type Vector } from '@rivulet/core'
import type { Coefficients } from './coefficients.ts'

/** What one feature adds to the score of a class over that of another. */
export interface Reason {
  readonly feature: number
  readonly value: number
  readonly contribution: number
}

/** Why one class and not another: score = bias + Σ contributions. */
export interface Reasons {
  readonly score: number
  /** What speaks for the class before anything of the event is known. */
  readonly bias: number
  /** The features of the event that are not 0, the one that matters most first. */
  readonly reasons: readonly Reason[]
}

/**
 * Takes the score of a class over that of another apart:
 *
 * z_c − z_d = (b_c − b_d) + Σ_i (w_ci − w_di) x_i
 *
 * Of a mixture the weights are the mean of its members' own, so that the sum is near to what it says, and not equal.
 */
export function reasonsOf(x: Vector, of: Coefficients, against: Coefficients | undefined): Reasons {
  const weights = new Map<number, number>()
  const add = ({ indices, values }: Coefficients, sign: number): void => {
    for (const [j, i] of indices.entries()) weights.set(i, (weights.get(i) ?? 0) + sign * (values[j] as number))
  }
  add(of, 1)
  if (against !== undefined) add(against, -1)
  const bias = of.bias - (against?.bias ?? 0)
  const reasons: Reason[] = []
  const values = isSparse(x) ? x.values : x
  for (let j = 0; j < values.length; j++) {
    const value = values[j] as number
    const feature = isSparse(x) ? (x.indices[j] as number) : j
    if (value !== 0) reasons.push({ feature, value, contribution: value * (weights.get(feature) ?? 0) })
  }
  const score = reasons.reduce((sum, { contribution }) => sum + contribution, bias)
  reasons.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || a.feature - b.feature)
  return { score, bias, reasons }
}

/** The class to compare an answer with: the truth if the answer was wrong, else the one that came second. */
export function rivalOf(
  {
    label,
    labels,
    probabilities,
  }: {
    readonly label: Label | undefined
    readonly labels: readonly Label[]
    readonly probabilities: ArrayLike<number>
  },
  truth?: Label,
): Label | undefined {
  if (truth !== undefined && truth !== label && labels.includes(truth)) return truth
  let best: number | undefined
  for (let k = 0; k < labels.length; k++) {
    if (labels[k] === label) continue
    if (best === undefined || (probabilities[k] as number) > (probabilities[best] as number)) best = k
  }
  return best === undefined ? undefined : labels[best]
}
