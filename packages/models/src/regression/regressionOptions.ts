import { checkOptions, checkWhole, type Forecast, type Quantity, type Schedule } from '@rivulet/core'
import { sgd, type UpdateRule } from '@rivulet/optim'
import { checkSteps } from '../linearOptions.ts'

/** What a linear regression can be told. */
export interface RegressionOptions<C extends number | undefined = undefined> {
  /** How many numbers a target is; a plain number, one output, unless said. */
  readonly outputs?: C
  /** How many features an event has; without it, as many as come, with indices below 2²⁴. */
  readonly features?: number
  /** Whether every output has a bias; default true. */
  readonly bias?: boolean
  /** How a gradient moves the weights, default `sgd`. */
  readonly rule?: UpdateRule
  /** The step size, a number or a function of the count; default the rule's own schedule. */
  readonly eta?: number | Schedule
  /** λ₁ of the penalty λ₁ ‖w‖₁, ≥ 0, default 0; the bias is exempt. */
  readonly l1?: number
  /** λ₂ of the penalty λ₂/2 ‖w‖², ≥ 0, default 0; the bias is exempt. */
  readonly l2?: number
}

/** A target of so many outputs: a list, or without a count a number. */
export type TargetOf<C extends number | undefined> = C extends number ? readonly number[] : number

/** One example of a minibatch: features and target, and what `learn` takes with them. */
export interface RegressionExample<X, Y extends Quantity> {
  readonly x: X
  readonly y: Y
  /** How many times it counts, ≥ 0; 1 if absent. */
  readonly weight?: number
  /** The forecast made when the event happened, if the target came late. */
  readonly ticket?: Forecast<Y>
}

/** Refuses options that are not as they should be; schedule and penalties are checked where they are used. */
export function checkRegression(options: RegressionOptions<number | undefined>): void {
  const known = ['outputs', 'features', 'bias', 'rule', 'eta', 'l1', 'l2'] as const
  checkOptions<RegressionOptions<number | undefined>>('LinearRegression', options, known)
  if (options.outputs !== undefined) checkWhole('outputs', options.outputs, 1)
  checkSteps(options)
}

/** How a snapshot knows the regression: what it must be constructed with again. */
export function kindOfRegression(options: RegressionOptions<number | undefined>): string {
  const { outputs = 'one', rule = sgd(), features = 'any', bias = true, l1 = 0, l2 = 0 } = options
  const penalty = l1 === 0 && l2 === 0 ? '' : ` with l1 ${l1}, l2 ${l2}`
  return `linear regression of ${outputs} outputs by ${rule.name}${penalty} over ${features} features${bias ? '' : ' without bias'}`
}
