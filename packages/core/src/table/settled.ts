import { Arena } from './arena.ts'

/**
 * Rows laid out anew, where features are their own places: (feature + 1) × stride.
 *
 * @param from - the numbers of the rows: first that of the bias, then in the order of the features
 * @param width - how many features there may be
 */
export function settled(from: Float64Array, features: readonly number[], width: number, stride: number): Arena {
  const arena = new Arena(0)
  arena.reserve((width + 1) * stride)
  for (const [i, feature] of [-1, ...features].entries()) {
    arena.values.set(from.subarray(i * stride, (i + 1) * stride), (feature + 1) * stride)
  }
  return arena
}
