import { exp } from '../math/exp.ts'

/**
 * Turns K scores into K probabilities.
 *
 * softmax(z)_k = e^(z_k) / Σ_j e^(z_j)
 *
 * It is shift-invariant, so the maximum is taken off first and no exponent is positive: nothing overflows.
 * With temperature, `softmax(z / T)`, T → 0 leads to one-hot(argmax z), the perceptron's answer, which is what T = 0 gives (ties
 * as `argmax` has them), and T → ∞ to 1/K each. An infinite score has its limit: those at ∞ share all of the
 * probability evenly, those at −∞ have none; where all are at −∞ they are equal.
 *
 * @param z - K scores; none is NaN
 * @param temperature - T ≥ 0, default 1
 * @returns K numbers in [0, 1] that sum to 1; an empty array for no scores
 * @throws RangeError for a temperature that is negative or NaN, and for a score that is NaN
 *
 * @example
 * ```ts
 * import { softmax } from '@rivulet/core'
 *
 * softmax([1, 1]) // => [0.5, 0.5]
 * softmax([1000, 0]) // => [1, 0]
 * softmax([1, 3, 2], 0) // => [0, 1, 0]
 * softmax([Infinity, 0]) // => [1, 0]
 * ```
 *
 * @see Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export function softmax(z: ArrayLike<number>, temperature = 1): number[] {
  let max = -Infinity
  for (let k = 0; k < z.length; k++) if ((z[k] as number) > max) max = z[k] as number
  if (!(temperature > 0 && temperature < Infinity && max > -Infinity && max < Infinity)) {
    return limitOf(z, max, temperature)
  }
  const p: number[] = []
  let sum = 0
  for (let k = 0; k < z.length; k++) {
    const e = exp(((z[k] as number) - max) / temperature)
    p.push(e)
    sum += e
  }
  if (!(sum > 0)) refuseNaN(z)
  for (let k = 0; k < p.length; k++) p[k] = (p[k] as number) / sum
  return p
}

/** What softmax tends to where the formula has no number: at T = 0, at T = ∞, at infinite scores. */
function limitOf(z: ArrayLike<number>, max: number, temperature: number): number[] {
  if (!(temperature >= 0)) throw new RangeError(`temperature should be ≥ 0, but is ${temperature}`)
  refuseNaN(z)
  const list = Array.from(z)
  const first = list.indexOf(max)
  // At T = 0 the first of the largest has all; at T = ∞ all above −∞ have even shares, at infinite scores those at the maximum.
  const even = list.map((zk, k) => (temperature === 0 ? k === first : zk === max || (max < Infinity && zk > -Infinity)))
  const sharing = even.filter(Boolean).length
  return even.map((has) => (has ? 1 / sharing : 0))
}

function refuseNaN(z: ArrayLike<number>): void {
  for (let k = 0; k < z.length; k++) {
    if (Number.isNaN(z[k])) throw new RangeError(`z[${k}] should be a number, but is NaN`)
  }
}
