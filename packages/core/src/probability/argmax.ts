/**
 * The index of the largest number; ties go to the lowest index.
 *
 * argmax(z) = min { k : z_k = max z }
 *
 * It is the multiclass perceptron's answer, and the limit of softmax(z / T) as T → 0.
 *
 * @param z - numbers, any length; −1 is returned when there are none
 *
 * @example
 * ```ts
 * import { argmax } from '@rivulet/core'
 *
 * argmax([1, 3, 3]) // => 1
 * ```
 *
 * @see Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2
 */
export function argmax(z: ArrayLike<number>): number {
  let best = z.length === 0 ? -1 : 0
  for (let k = 1; k < z.length; k++) if ((z[k] as number) > (z[best] as number)) best = k
  return best
}
