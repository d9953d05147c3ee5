import { exp } from '@rivulet/core'

/** How many steps of a table halve the exponential. */
const STEPS = 64
const PER_UNIT = STEPS / Math.LN2
/** ln 2 / 64 in two parts: a whole number of steps times the first is exact. */
const HIGH = /* @__PURE__ */ Math.fround(Math.LN2 / STEPS)
const LOW = Math.LN2 / STEPS - HIGH

/** 2^(−k/64) and 2^−k. */
const fractions: Float64Array = /* @__PURE__ */ Float64Array.from({ length: STEPS }, (_, k) =>
  exp((-k * Math.LN2) / STEPS),
)
const halves: Float64Array = /* @__PURE__ */ powersOfHalf(1024)

/**
 * The logistic function to 4·10⁻¹¹ of itself, at half the price of core's.
 *
 * σ(z) = 1/(1 + e⁻ᶻ), e^−|z| = 2^(−k/64) eʳ, |r| ≤ ln 2/128
 *
 * Why: every event asks for a dozen, of scores that are estimates, and three digits of them would do. With a table of the
 * powers of 2 the series of eʳ ends after r³.
 *
 * @param z - any real number; beyond ±700 it is taken for ±700
 *
 * @see Tang (1989), Table-driven implementation of the exponential function in IEEE floating-point arithmetic
 */
export function quickSigmoid(z: number): number {
  let within = z < 0 ? -z : z
  if (within > 700) within = 700
  const k = (within * PER_UNIT + 0.5) | 0
  const r = k * HIGH - within + k * LOW
  const e = fractions[k & 63]! * halves[k >> 6]! * (1 + r + r * r * (0.5 + r * (1 / 6)))
  const p = 1 / (1 + e)
  return z >= 0 ? p : e * p
}

function powersOfHalf(count: number): Float64Array {
  const powers = new Float64Array(count).fill(1)
  for (let k = 1; k < count; k++) powers[k] = powers[k - 1]! / 2
  return powers
}
