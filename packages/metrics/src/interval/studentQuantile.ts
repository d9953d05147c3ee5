import { check } from '@rivulet/core'

/**
 * The t such that a Student variable with ν degrees of freedom is within ±t with probability p.
 *
 * P(|T| ≤ t) = sin θ (1 + ½ cos²θ + (1·3)/(2·4) cos⁴θ + … up to cosᵛ⁻²θ), tan θ = t/√ν, for an even ν
 *
 * The finite sum needs no function but the square root; it is inverted by bisection. An odd ν is rounded down to an even
 * one, which makes intervals a little wider.
 *
 * @param p - between 0 and 1
 * @param degrees - degrees of freedom, a whole number ≥ 2
 *
 * @example
 * ```ts
 * import { studentQuantile } from '@rivulet/metrics'
 *
 * studentQuantile(0.95, 10) // => 2.22813885198627
 * ```
 *
 * @see Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.7.4
 */
export function studentQuantile(p: number, degrees: number): number {
  check(p > 0 && p < 1, 'p', 'between 0 and 1', p)
  check(Number.isInteger(degrees) && degrees >= 2, 'degrees', 'a whole number ≥ 2', degrees)
  const even = degrees - (degrees % 2)
  // sin θ is between 0 and 1 whatever t is, so it is what is looked for.
  let low = 0
  let high = 1
  for (let middle = 0.5; middle !== low && middle !== high; middle = (low + high) / 2) {
    if (within(middle, even) < p) low = middle
    else high = middle
  }
  return low * Math.sqrt(even / (1 - low * low))
}

/** P(|T| ≤ t) for sin θ. */
function within(sine: number, even: number): number {
  const square = 1 - sine * sine
  let term = 1
  let sum = 1
  for (let k = 2; k < even; k += 2) {
    term *= ((k - 1) / k) * square
    sum += term
  }
  return sine * sum
}
