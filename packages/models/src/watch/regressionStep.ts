import type { Quantity, RegressOptions, Regressor } from '@rivulet/core'
import type { Coefficients } from '../coefficients.ts'
import { moved } from './step.ts'

/** A regressor that can be watched. */
export interface WatchableRegressor<X, Y extends Quantity> extends Regressor<X, Y> {
  readonly outputs: number
  loss(x: X, y: Y): number
  coefficients(output: number): Coefficients
}

/** One step of a regression, as it is written on the board. */
export interface RegressionStep {
  /** The count before the step. */
  readonly t: number
  readonly eta: number
  /** The forecast before the step, one number for each output. */
  readonly z: readonly number[]
  /** z − y, which is ∂ℓ/∂z: w_c ← w_c − η (z_c − y_c) x. */
  readonly error: readonly number[]
  /** ΔW: how far the bias and each weight of each output moved, those that did. */
  readonly changes: readonly Coefficients[]
  readonly loss: number
  /** What the same example would cost now. */
  readonly lossAfter: number
}

/**
 * Takes one step of a regression and tells all of it: z, z − y, ΔW, and the loss before and after.
 *
 * @param model - a linear regression; it learns the example
 * @param x - features
 * @param y - their target
 * @param options - as of `learn`
 * @throws as `learn` does, before anything changes
 *
 * @example
 * ```ts
 * import { LinearRegression, regressionStep } from '@rivulet/models'
 *
 * const model = new LinearRegression({ features: 1, bias: false, eta: 0.5 })
 * const { z, error, changes, loss, lossAfter } = regressionStep(model, [1], 4)
 * z // => [0]
 * error // => [-4]
 * changes[0]?.values // => [2]
 * loss - lossAfter // => 6
 * ```
 *
 * @see Widrow & Hoff (1960), Adaptive Switching Circuits
 */
export function regressionStep<X, Y extends Quantity>(
  model: WatchableRegressor<X, Y>,
  x: X,
  y: Y,
  options: RegressOptions<Y> = {},
): RegressionStep {
  const { t, outputs } = model
  const eta = options.eta ?? model.eta?.() ?? Number.NaN
  const z = listOf(model.predict(x).value)
  const all = (): Coefficients[] => Array.from({ length: outputs }, (_, c) => model.coefficients(c))
  const before = all()
  const loss = model.learn(x, y, options)
  const changes = all().map((after, c) => moved(after, before[c] as Coefficients))
  const error = listOf(y).map((target, c) => (z[c] as number) - target)
  return { t, eta, z, error, changes, loss, lossAfter: model.loss(x, y) }
}

function listOf(quantity: Quantity): readonly number[] {
  return typeof quantity === 'number' ? [quantity] : quantity
}
