import { InvalidEvent } from '@rivulet/core'

/** The largest weight of an event: 2⁶⁴. Beyond it exact sums might overflow. */
export const maxWeight: number = 2 ** 64

/**
 * Refuses a weight that is negative, NaN or beyond 2⁶⁴.
 *
 * @throws InvalidEvent
 */
export function checkWeight(weight: number): void {
  if (!(weight >= 0 && weight <= maxWeight)) {
    throw new InvalidEvent(`weight should be from 0 to 2⁶⁴, but is ${weight}`)
  }
}
