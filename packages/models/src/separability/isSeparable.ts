import type { Vector } from '@rivulet/core'
import type { Example } from '../example.ts'
import { type SeparabilityOptions, separability } from './separability.ts'

/**
 * Whether a hyperplane divides two classes: yes, no, or not found out within the bound.
 *
 * The answer of {@link separability} without its evidence. `undefined` is no `false`: raise `maxEpochs` and ask again.
 *
 * @param examples - of two labels, 0 and 1
 * @param options - `maxEpochs`, how often to pass over them at most, default 1,000
 * @returns `true`, `false`, or `undefined` if neither was found out
 * @throws InvalidEvent for features or a label that are none
 *
 * @example
 * ```ts
 * import { isSeparable } from '@rivulet/models'
 *
 * const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]] as const
 * isSeparable(inputs.map(([a, b]) => ({ x: [a, b], y: (a & b) as 0 | 1 }))) // => true
 * isSeparable(inputs.map(([a, b]) => ({ x: [a, b], y: (a ^ b) as 0 | 1 }))) // => false
 * ```
 *
 * @see Novikoff (1962), On Convergence Proofs for Perceptrons
 */
export function isSeparable(
  examples: readonly Example<Vector, 0 | 1>[],
  options: SeparabilityOptions = {},
): boolean | undefined {
  return separability(examples, options).separable
}
