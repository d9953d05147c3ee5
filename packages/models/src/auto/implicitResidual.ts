import { quickSigmoid } from './quickSigmoid.ts'
import { roughLog } from './roughLog.ts'

/**
 * The residual of the logistic loss at the point where the step lands, not where it starts: so no step overshoots,
 * however long it is.
 *
 * 1 − σ(m) with m = z + v (1 − σ(m))
 *
 * The left side rises and the right side falls in m, so there is one solution, in [z, z + v]. Where v (1 − σ(z)) < 0.5, two
 * Newton steps from z find it, the second at a residual from the Taylor series of the first, so without an exponential.
 * Else Newton's method starts on the side where it cannot overshoot: at 0 or below if the solution is negative, else near
 * W(v e⁻ᶻ), which for long steps is L − log L, L = log v − z. Once a step is short, the rest is a series: one exponential
 * less.
 *
 * @param z - the margin before the step: the score in favour of the true class
 * @param v - how far a residual of 1 would move the margin, ≥ 0
 * @param r - 1 − σ(z), the residual before the step
 * @returns 1 − σ(m), in [0, 1], to 0.6 % of itself: the length of a step is no more exact than that
 *
 * @see Kulis & Bartlett (2010), Implicit Online Learning
 */
export function implicitResidual(z: number, v: number, r: number): number {
  if (v * r < 0.5) return short(v, r)
  let m = z + v / 2 < 0 ? Math.min(0, z + v * r) : start(z, v, r)
  let landed = quickSigmoid(-m)
  for (let round = 0; round < 8; round++) {
    const slope = landed * (1 - landed)
    const held = v * slope
    const step = (m - z - v * landed) / (1 + held)
    if (Math.abs(step) < 0.3) {
      // Chebyshev's term of the step, then two of the residual's Taylor series.
      const bend = 0.5 - landed
      const move = step * (1 - ((bend * held) / (1 + held)) * step)
      return landed + slope * move * (1 + bend * move)
    }
    m -= step
    landed = quickSigmoid(-m)
  }
  return landed
}

function short(v: number, r: number): number {
  const slope = r * (1 - r)
  const move = (v * r) / (1 + v * slope)
  const landed = r - slope * move * (1 - (0.5 - r) * move)
  const next = landed * (1 - landed)
  return landed + (next * (move - v * landed)) / (1 + v * next)
}

function start(z: number, v: number, r: number): number {
  const L = roughLog(v) - z
  return L > 1 ? z + L - roughLog(L) : z + (v * r) / (1 + v * r * (1 - r))
}
