/**
 * The error for an event that cannot be learned or predicted: NaN, a wrong length, an unknown label.
 * It is thrown before anything has changed. The trainer's operators turn it, and no other error, into a Rejection,
 * so that a bad event never stops a stream and a bug never hides as a bad event.
 *
 * @example
 * ```ts
 * import { InvalidEvent } from '@rivulet/core'
 *
 * new InvalidEvent('x[3] should be finite, but is NaN').message // => 'x[3] should be finite, but is NaN'
 * ```
 */
export class InvalidEvent extends RangeError {
  override readonly name: string = 'InvalidEvent'
}
