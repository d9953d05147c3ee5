import { checkPositive, log, logSumExp, softmax } from '@rivulet/core'
import { checkClass } from './checkLabel.ts'
import type { ClassificationLoss } from './loss.ts'

/**
 * The softmax loss at a temperature: the way from softmax regression back to the perceptron.
 *
 * ℓ_T(z, y) = T logSumExp(z / T) − z_y,  y a class index
 *
 * ∂ℓ_T/∂z_c = softmax(z / T)_c − 1[y = c]
 *
 * T = 1 is {@link softmaxLoss}. As T → 0 the smooth maximum becomes max z and softmax becomes one-hot(argmax z), so the
 * loss is max z − z_y: {@link multiclassPerceptronLoss}. It is T times −log p_y, hence a log loss only at T = 1.
 *
 * @param temperature - T > 0
 * @throws RangeError for a temperature that is not > 0; of the loss, for a y that is no class index
 *
 * @example
 * ```ts
 * import { temperedSoftmaxLoss } from '@rivulet/optim'
 *
 * temperedSoftmaxLoss(1).value([0, 0], 1) // => Math.LN2
 * temperedSoftmaxLoss(0.001).value([3, 1], 1) // => 2
 * temperedSoftmaxLoss(0.001).probabilities([3, 1]) // => [1, 0]
 * ```
 *
 * @see Hinton, Vinyals & Dean (2015), Distilling the Knowledge in a Neural Network
 */
export function temperedSoftmaxLoss(temperature: number): ClassificationLoss {
  checkPositive('temperature', temperature)
  return {
    name: `softmax at temperature ${temperature}`,
    probabilistic: false,
    scores: (classes) => classes,
    value(z, y) {
      checkClass(y)
      const smoothMax = logSumExp(Array.from(z, (zk) => zk / temperature))
      if (!Number.isFinite(smoothMax) && y < z.length)
        return temperature * (0 - log(softmax(z, temperature)[y] as number))
      return Math.max(0, temperature * smoothMax - ((z[y] as number | undefined) ?? 0))
    },
    gradient(z, y, into) {
      checkClass(y)
      const p = softmax(z, temperature)
      for (let c = 0; c < p.length; c++) into[c] = (p[c] as number) - (c === y ? 1 : 0)
    },
    probabilities: (z) => softmax(z, temperature),
  }
}
