import { check, type Vector } from '@rivulet/core'
import { type Explanation, explanation, type FeatureDictionary } from '../explanation.ts'
import type { Weights } from '../weights.ts'

/** What is to be explained of a regression. */
export interface RegressionExplainOptions {
  /** Which output, from 0; the first unless said. */
  readonly output?: number
  /** What the features are called. */
  readonly names?: FeatureDictionary
}

/** An output, taken apart: score = bias + Σ contributions. */
export type RegressionExplanation = Pick<Explanation<number>, 'score' | 'bias' | 'contributions'>

/** Takes an output apart into what each non-zero of x adds to it. */
export function explainOutput(weights: Weights, x: Vector, options: RegressionExplainOptions): RegressionExplanation {
  const { output = 0, names } = options
  const told = names === undefined ? { label: output } : { label: output, names }
  const add = (i: number, value: number): number => weights.weight(output, i) * value
  const { score, bias, contributions } = explanation(x, told, weights.weight(output), add)
  return { score, bias, contributions }
}

/** Refuses what is no number of an output. */
export function checkOutput(output: number, outputs: number): void {
  const holds = Number.isInteger(output) && output >= 0 && output < outputs
  check(holds, 'output', `a whole number from 0 to ${outputs - 1}`, output)
}
