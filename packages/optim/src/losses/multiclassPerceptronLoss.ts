import { argmax, oneHot } from '@rivulet/core'
import type { ClassificationLoss } from './loss.ts'

/**
 * The perceptron's loss over K classes: by how much the answer's score is above the label's.
 *
 * ℓ(z, y) = max_c z_c − z_y,  y a class index
 *
 * ∂ℓ/∂z_c = 1[c = ŷ] − 1[c = y],  ŷ = argmax z,  so on a mistake  w_y ← w_y + η x,  w_ŷ ← w_ŷ − η x
 *
 * A class without a score, one that is new, has score 0. Ties go to the lowest index. All of the probability goes to the answer.
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
  value: (z, y) => (z[argmax(z)] ?? 0) - (z[y] ?? 0),
  gradient(z, y, into) {
    const answer = argmax(z)
    for (let c = 0; c < z.length; c++) into[c] = (c === answer ? 1 : 0) - (c === y ? 1 : 0)
  },
  probabilities: (z) => (z.length === 0 ? [] : oneHot(argmax(z), z.length)),
}
