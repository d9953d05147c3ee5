import { axpy, check, checkVector, dot, InvalidEvent, isSparse, show, type Vector } from '@rivulet/core'
import type { Example } from './example.ts'
import { MAGNITUDE } from './magnitude.ts'

/**
 * Whether a hyperplane divides two classes, found out by a perceptron.
 *
 * It runs epochs until one has no mistake: then w divides them. It makes at most (R/γ)² mistakes if they are separable with
 * margin γ. If they are not, w stays bounded; where features are whole numbers it must then come back to where it was, and a w that
 * does, after mistakes, proves that nothing divides them: the steps in between sum to 0, as no steps towards a w* do.
 *
 * `false` is therefore certain when w came back, and otherwise means that any margin there is, is below R / √(mistakes made).
 *
 * @param examples - of two labels, 0 and 1
 * @param options - `epochs`, how many to run at most, default 1,000
 * @throws InvalidEvent for features or a label that are none
 *
 * @example
 * ```ts
 * import { isSeparable } from '@rivulet/models'
 *
 * const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]]
 * isSeparable(inputs.map(([a, b]) => ({ x: [a, b], y: a & b }))) // => true
 * isSeparable(inputs.map(([a, b]) => ({ x: [a, b], y: a ^ b }))) // => false
 * ```
 *
 * @see Novikoff (1962), On Convergence Proofs for Perceptrons
 * @see Block & Levin (1970), On the Boundedness of an Iterative Procedure for Solving a System of Linear Inequalities
 */
export function isSeparable(
  examples: readonly Example<Vector, 0 | 1>[],
  { epochs = 1000 }: { readonly epochs?: number } = {},
): boolean {
  check(Number.isInteger(epochs) && epochs >= 1, 'epochs', 'a whole number ≥ 1', epochs)
  const w = new Float64Array(1 + examples.reduce((reach, example) => Math.max(reach, reachOf(example)), 0))
  const bias = w.length - 1
  // Brent's way to notice that w came back: it is compared with the w after 0, 1, 2, 4, 8 … mistakes, the last of them.
  let kept = w.slice()
  for (let epoch = 0, mistakes = 0, keepAt = 1; epoch < epochs; epoch++) {
    const before = mistakes
    for (const { x, y } of examples) {
      const answer = dot(w, x) + (w[bias] as number) > 0 ? 1 : 0
      if (answer === y) continue
      axpy(y - answer, x, w)
      ;(w[bias] as number) += y - answer
      mistakes += 1
      if (w.every((wi, i) => wi === kept[i])) return false
      if (mistakes < keepAt) continue
      kept = w.slice()
      keepAt *= 2
    }
    if (mistakes === before) return true
  }
  return false
}

/** One more than the last feature that an example has. */
function reachOf({ x, y }: Example<Vector, 0 | 1>): number {
  checkVector(x, { magnitude: MAGNITUDE })
  if (y !== 0 && y !== 1) throw new InvalidEvent(`y should be 0 or 1, but is ${show(y)}`)
  return isSparse(x) ? ((x.indices[x.indices.length - 1] ?? -1) as number) + 1 : x.length
}
