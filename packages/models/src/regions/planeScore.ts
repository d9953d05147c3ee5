import type { Coefficients } from '../coefficients.ts'
import type { PlaneScore } from './plane.ts'

/**
 * The coefficients of a model of two features as a function of the plane: feature 0 is x, feature 1 is y.
 *
 * @example
 * ```ts
 * import { planeScore } from '@rivulet/models'
 *
 * planeScore({ bias: 1, indices: [1], values: [3] }) // => { bias: 1, a: 0, b: 3 }
 * ```
 */
export function planeScore({ bias, indices, values }: Coefficients): PlaneScore {
  const weight = (i: number): number => values[indices.indexOf(i)] ?? 0
  return { bias, a: weight(0), b: weight(1) }
}
