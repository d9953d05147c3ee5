import { InvalidEvent } from './invalidEvent.ts'
import { show } from './show.ts'

/**
 * Refuses what is no number of a range: the one check of numbers that come with events, such as weights, errors, times and values.
 *
 * Nothing is converted. `'2'`, `''`, `[]`, `[3]`, `null`, `true`, `2n` and a Date compare like numbers in JavaScript, and would then turn
 * a sum into text or a metric into NaN for good.
 *
 * @param name - what it is called where it comes from
 * @param value - anything
 * @param from - the least it may be, default the least finite number
 * @param to - the most it may be, default the largest finite number
 * @throws InvalidEvent `name should be a number from 0 to 1, but is "2"`
 *
 * @example
 * ```ts
 * import { checkNumber } from '@rivulet/core'
 *
 * checkNumber('error', 0.5, 0, 1)
 * let reason = ''
 * try { checkNumber('error', '0.5', 0, 1) } catch (error) { reason = (error as Error).message }
 * reason // => 'error should be a number from 0 to 1, but is "0.5"'
 * ```
 */
export function checkNumber(
  name: string,
  value: unknown,
  from: number = -Number.MAX_VALUE,
  to: number = Number.MAX_VALUE,
): asserts value is number {
  if (typeof value === 'number' && value >= from && value <= to) return
  throw new InvalidEvent(`${name} should be ${numberFrom(from, to)}, but is ${show(value)}`)
}

/** How a range is said: with no bound that is only the end of what is finite. */
function numberFrom(from: number, to: number): string {
  const [least, most] = [from > -Number.MAX_VALUE, to < Number.MAX_VALUE]
  if (least && most) return `a number from ${from} to ${to}`
  if (least) return `a finite number ≥ ${from}`
  return most ? `a finite number ≤ ${to}` : 'a finite number'
}
