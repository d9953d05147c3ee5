import { InvalidEvent, type Quantity, show } from '@rivulet/core'

/** The largest magnitude of what is scored: the square of it, times any weight, stays finite. */
const MAGNITUDE = 1e100

/**
 * A quantity as a list of numbers.
 *
 * @param what - its name in the reason for a refusal
 * @param outputs - how many numbers it should be, if that is known
 * @throws InvalidEvent for what is no number, or list of as many numbers
 */
export function numbersOf(quantity: Quantity, what: string, outputs?: number): readonly number[] {
  const numbers = typeof quantity === 'number' ? [quantity] : quantity
  if (!Array.isArray(numbers) || numbers.length === 0 || !numbers.every(isScorable)) {
    const expected = 'a number, or numbers, finite and at most 1e100 in magnitude'
    throw new InvalidEvent(`${what} should be ${expected}, but is ${show(quantity)}`)
  }
  if (outputs !== undefined && numbers.length !== outputs) {
    throw new InvalidEvent(`${what} should be ${outputs} numbers, but is ${numbers.length}`)
  }
  return numbers
}

function isScorable(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= MAGNITUDE
}

/**
 * What happened and what was forecast, as lists of the same length.
 *
 * @throws InvalidEvent for what are none, or not as many
 */
export function pairOf(y: Quantity, value: Quantity): readonly [readonly number[], readonly number[]] {
  const [happened, said] = [numbersOf(y, 'y'), numbersOf(value, 'the value of a forecast')]
  if (typeof y !== typeof value) {
    throw new InvalidEvent(
      `y should be ${typeof value === 'number' ? 'a number' : 'a list'}, as the forecast, but is ${show(y)}`,
    )
  }
  if (happened.length !== said.length) {
    throw new InvalidEvent(`y should be ${said.length} numbers, as the forecast, but is ${happened.length}`)
  }
  return [happened, said]
}
