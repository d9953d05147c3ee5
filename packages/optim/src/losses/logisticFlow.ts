import { expm1, log1p } from '@rivulet/core'

/**
 * The gradient of the logistic loss averaged over a step of length h, taken as infinitely many small steps.
 *
 * ḡ = g Δ/(h |g|) with Δ + E (e^Δ − 1) = h,  E = (1 − |g|)/|g|
 *
 * Δ is how far the margin moves: m' = σ(−m) integrates to m + eᵐ growing by the length, and e^(m at the start) = E.
 * Written with Lambert's function, Δ = h + m + eᵐ − m − W(…), the difference of two large numbers cancels to nothing when
 * the answer was confident and right (m above 15); in e^Δ − 1 there is nothing to cancel. Newton's method starts above the
 * solution, where the left side is convex, so it falls to it without a bracket.
 *
 * @param g - the gradient before the step, in [−1, 1]: ∂ℓ/∂z of logistic regression, or of one score of softmax regression
 * @param h - the step's length, ≥ 0: how far a gradient of 1 would move the score
 *
 * @see Karampatziakis & Langford (2011), Online Importance Weight Aware Updates
 */
export function logisticFlow(g: number, h: number): number {
  const r = Math.abs(g)
  if (h * r < 1e-9) return g
  // Where r rounds to 1 the score is off by 37 or more; how far is not known any more, and 0 · ∞ would be NaN.
  const E = Math.max((1 - r) / r, 1e-17)
  const length = Math.min(h, 1e280)
  let delta = Math.min(length, log1p(length / E))
  for (let round = 0; round < 50; round++) {
    const grown = E * expm1(delta)
    const step = (delta + grown - length) / (1 + E + grown)
    delta -= step
    if (Math.abs(step) <= 1e-12 * delta) break
  }
  return Math.sign(g) * (delta / h)
}
