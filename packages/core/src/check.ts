import { show } from './show.ts'

/**
 * Refuses a hyper-parameter that is not as it should be, with the one message form of Rivulet.
 * Write the condition that should hold (`eta0 > 0`, not `eta0 <= 0` negated), so that NaN fails it.
 *
 * @param holds - whether the value is good
 * @param name - the parameter's name
 * @param expected - what it should be, as in "> 0" or "an integer from 1 to 30"
 * @param value - what it is
 * @throws RangeError `name should be expected, but is value`
 *
 * @example
 * ```ts
 * import { check } from '@rivulet/core'
 *
 * const eta0 = 0.5
 * check(eta0 > 0, 'eta0', '> 0', eta0)
 * ```
 */
export function check(holds: boolean, name: string, expected: string, value: unknown): asserts holds {
  if (!holds) throw new RangeError(`${name} should be ${expected}, but is ${show(value)}`)
}
