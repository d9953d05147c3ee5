import { show } from '@rivulet/core'

/**
 * Refuses what is neither class 0 nor class 1: −1, which a loss would take in silence for a class that it is not.
 *
 * @throws RangeError
 */
export function checkBinary(y: number): void {
  if (y !== 0 && y !== 1) {
    throw new RangeError(`y should be 0 or 1, where the literature has y± = 2y − 1 = −1 or 1, but is ${show(y)}`)
  }
}

/**
 * Refuses what is no class index.
 *
 * @param classes - K, if the loss has a score for every class that there is
 * @throws RangeError
 */
export function checkClass(y: number, classes: number = Infinity): void {
  if (!(Number.isInteger(y) && y >= 0 && y < classes)) {
    const end = classes === Infinity ? '' : ` below ${classes}`
    throw new RangeError(`y should be a class index, a whole number ≥ 0${end}, but is ${show(y)}`)
  }
}
