import type { Label, Labels, VectorLimits } from '@rivulet/core'
import { check, checkVector } from '@rivulet/core'
import type { Coefficients } from './coefficients.ts'
import type { Weights } from './weights.ts'

/** Puts coefficients in the place of those of one class's score; of one score for two classes, class 0 has the negative. */
export function setCoefficients<L extends Label>(
  weights: Weights,
  labels: Labels<L>,
  label: L,
  coefficients: Partial<Coefficients>,
  limits: VectorLimits,
  hasBias: boolean,
): void {
  const k = labels.indexOf(label)
  check(k >= 0, 'label', 'one of the labels known', label)
  const one = weights.scores < labels.size
  placeAll(weights, one ? 0 : k, one && k === 0 ? -1 : 1, coefficients, limits, hasBias)
}

/** Puts coefficients, each times a sign, in the place of those of a score. */
export function placeAll(
  weights: Weights,
  score: number,
  sign: number,
  { bias = 0, values = [], indices = Array.from(values, (_, i) => i) }: Partial<Coefficients>,
  limits: VectorLimits,
  hasBias: boolean,
): void {
  const { magnitude = Number.MAX_VALUE, features } = limits
  try {
    checkVector({ indices, values }, limits)
  } catch (error) {
    throw new RangeError(`coefficients are no weights of this model: ${(error as Error).message}`)
  }
  check(features === undefined || values.length <= features, 'values', `at most ${features}`, values.length)
  const holds = Math.abs(bias) <= magnitude && (hasBias || bias === 0)
  check(holds, 'bias', hasBias ? `a number, at most ${magnitude} in magnitude` : '0, for there is none', bias)
  const listed = new Set(indices)
  for (const feature of weights.features) if (!listed.has(feature)) weights.place(score, 0, feature)
  for (let j = 0; j < values.length; j++) weights.place(score, sign * (values[j] as number) + 0, indices[j] as number)
  if (hasBias) weights.place(score, sign * bias + 0)
}
