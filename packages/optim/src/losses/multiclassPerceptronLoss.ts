import { argmax, oneHot } from '@rivulet/core'
import { checkClass } from './checkLabel.ts'
import type { ClassificationLoss } from './loss.ts'

/**
 * The perceptron's loss over K classes: by how much the answer's score is above the label's.
 *
 * ℓ(z, y) = max_c z_c − z_y,  y a class index
 *
 * ∂ℓ/∂z_c = 1[c = ŷ] − 1[c = y],  so on a mistake  w_y ← w_y + η x,  w_ŷ ← w_ŷ − η x
 *
 * It is right only if z_y is above every other score. So ŷ is the best of the others where one of them is as good, the first on a
 * tie, and else y: over two classes that is the binary perceptron, to which z = 0 is a mistake for both. Asked, it answers argmax z. A
 * class without a score, one that is new, has score 0. All of the probability goes to the answer.
 *
 * @throws RangeError for a y that is no class index
 *
 * @example
 * ```ts
 * import { multiclassPerceptronLoss } from '@rivulet/optim'
 *
 * multiclassPerceptronLoss.value([3, 1], 1) // => 2
 * ```
 *
 * @see Duda & Hart (1973), Pattern Classification and Scene Analysis, section 5.12 (Kesler's construction)
 */
export const multiclassPerceptronLoss: ClassificationLoss = {
  name: 'multiclass perceptron',
  probabilistic: false,
  scores: (classes) => classes,
  value(z, y) {
    checkClass(y)
    const [best, own] = [z[argmax(z)] ?? 0, z[y] ?? 0]
    return best === own ? 0 : best - own
  },
  gradient(z, y, into) {
    checkClass(y)
    const answer = rival(z, y)
    for (let c = 0; c < z.length; c++) into[c] = (c === answer ? 1 : 0) - (c === y ? 1 : 0)
  },
  probabilities: (z) => (z.length === 0 ? [] : oneHot(argmax(z), z.length)),
}

/** The first of the best other classes, if its score is not below that of y; else y. */
function rival(z: ArrayLike<number>, y: number): number {
  let best = -1
  for (let c = 0; c < z.length; c++) if (c !== y && !((z[c] as number) <= (z[best] ?? -Infinity))) best = c
  return best >= 0 && (z[best] as number) >= (z[y] ?? 0) ? best : y
}
