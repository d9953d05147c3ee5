import { check } from '@rivulet/core'
import { MAGNITUDE } from './magnitude.ts'

/** Refuses a step size or an event's weight that is negative, no number, or too large to be multiplied. */
export function checkStep(eta: number, weight: number): void {
  check(eta >= 0 && eta <= MAGNITUDE, 'eta', '≥ 0 and finite, at most 1e100', eta)
  check(weight >= 0 && weight <= MAGNITUDE, 'weight', '≥ 0 and finite, at most 1e100', weight)
}
