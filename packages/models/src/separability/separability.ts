import { check, dot, type Vector } from '@rivulet/core'
import type { Coefficients } from '../coefficients.ts'
import type { Example } from '../example.ts'
import { cancels } from './cancels.ts'
import { Centred } from './centred.ts'

/** How long to look. */
export interface SeparabilityOptions {
  /** How often to pass over the examples at most, a whole number ≥ 1, default 1,000. */
  readonly maxEpochs?: number
}

/** Whether a hyperplane divides two classes, with the evidence. */
export type Separability =
  /** `coefficients` divide them: w·x + b > 0 for every example of class 1, < 0 for every one of class 0. */
  | { readonly separable: true; readonly coefficients: Coefficients; readonly mistakes: number }
  /**
   * `proof` has a whole number λ ≥ 0 for each example, not all 0, with Σ λ y± = 0 and Σ λ y± x = 0: so weighted, both classes have
   * their centre at the same point, and no hyperplane has it on two sides.
   */
  | { readonly separable: false; readonly proof: readonly number[]; readonly mistakes: number }
  /** Neither was found out. Any margin there is, in units of the largest centred and scaled example, is below `maxMargin`. */
  | { readonly separable: undefined; readonly maxMargin: number; readonly mistakes: number }

/**
 * Whether a hyperplane divides two classes, found out by a perceptron, with the evidence for the answer.
 *
 * on a mistake, y± (w·x + b) ≤ 0:  w ← w + y± x,  b ← b + y±
 *
 * An epoch without a mistake: (w, b) divides them. It comes after at most (R/γ)² mistakes if they are separable with margin γ,
 * which is few only if features have their middle near 0 and like sizes; so they are centred and scaled, by numbers that keep
 * whole numbers exact, and the answer is given in their own units. If they are not separable w stays bounded, and on whole numbers
 * must come back to where it was. The steps in between then cancel, as no steps towards a w* do: that is the proof, and it is checked
 * exactly before it is given.
 *
 * @param examples - of two labels, 0 and 1
 * @param options - `maxEpochs`, how often to pass over them at most, default 1,000
 * @throws InvalidEvent for features or a label that are none
 *
 * @example
 * ```ts
 * import { separability } from '@rivulet/models'
 *
 * const years = [1999, 2000].map((year) => ({ x: [year], y: year > 1999 ? 1 : 0 } as const))
 * separability(years).separable // => true
 * const bits = [[0, 0], [0, 1], [1, 0], [1, 1]] as const
 * const found = separability(bits.map(([a, b]) => ({ x: [a, b], y: (a ^ b) as 0 | 1 })))
 * found.separable // => false
 * found.separable === false && found.proof // => [1, 1, 1, 1]
 * ```
 *
 * @see Novikoff (1962), On Convergence Proofs for Perceptrons
 * @see Block & Levin (1970), On the Boundedness of an Iterative Procedure for Solving a System of Linear Inequalities
 */
export function separability(
  examples: readonly Example<Vector, 0 | 1>[],
  { maxEpochs = 1000 }: SeparabilityOptions = {},
): Separability {
  check(Number.isInteger(maxEpochs) && maxEpochs >= 1, 'maxEpochs', 'a whole number ≥ 1', maxEpochs)
  const centred = new Centred(examples)
  const signs = examples.map(({ y }) => 2 * y - 1)
  const w = new Float64Array(centred.features + 1)
  const steps = new Array<number>(examples.length).fill(0)
  // Brent's way to notice that w came back: it is compared with the w after 0, 1, 2, 4, 8 … mistakes, the last of them.
  let kept = { w: w.slice(), steps: [...steps] }
  let mistakes = 0
  for (let epoch = 0, keepAt = 1, watched = true; epoch < maxEpochs; epoch++) {
    const before = mistakes
    for (const [i, sign] of signs.entries()) {
      if (sign * centred.score(w, i) > 0) continue
      centred.add(sign, i, w)
      ;(steps[i] as number) += 1
      mistakes += 1
      if (watched && w.every((wi, j) => wi === kept.w[j])) {
        const proof = steps.map((count, j) => count - (kept.steps[j] as number))
        if (cancels(examples, proof)) return { separable: false, proof, mistakes }
        // Rounding brought it back, not the examples: of such numbers no w that comes back proves anything.
        watched = false
      }
      if (mistakes < keepAt) continue
      kept = { w: w.slice(), steps: [...steps] }
      keepAt *= 2
    }
    if (mistakes > before) continue
    const coefficients = centred.inOwnUnits(w)
    if (divides(coefficients, examples)) return { separable: true, coefficients, mistakes }
    break
  }
  return { separable: undefined, maxMargin: Math.min(1, 1 / Math.sqrt(mistakes)), mistakes }
}

/** Whether what was found holds of the examples as they were given, in the arithmetic of a model that would use it. */
function divides({ bias, values }: Coefficients, examples: readonly Example<Vector, 0 | 1>[]): boolean {
  return examples.every(({ x, y }) => (2 * y - 1) * (dot(values, x) + bias) > 0)
}
