import { check, checkWeight, InvalidEvent, show } from '@rivulet/core'
import { MAGNITUDE } from './magnitude.ts'

/**
 * Refuses what is given to `learn` beside the example, if it is no object: a number would be ignored.
 *
 * @throws RangeError
 */
export function checkLearnOptions(options: unknown): void {
  const is = typeof options === 'object' && options !== null
  check(is, 'the options of learn', 'an object, as { eta: 0.1 } or { weight: 2 }', options)
}

/**
 * Refuses a step size, or an event's weight, that is negative, no number, or too large to be multiplied.
 *
 * @throws RangeError for a step size, which comes from the program
 * @throws InvalidEvent for a weight, which comes with the event
 */
export function checkStep(eta: number, weight: number, classWeight = 1): void {
  check(typeof eta === 'number' && eta >= 0 && eta <= MAGNITUDE, 'eta', '≥ 0 and finite, at most 1e100', eta)
  checkWeight(weight)
  const step = eta * weight * classWeight
  if (step > MAGNITUDE)
    throw new InvalidEvent(`weight should leave η times it at most 1e100, but that is ${show(step)}`)
}
