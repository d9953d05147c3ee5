import { check } from './check.ts'
import { show } from './show.ts'

/**
 * Refuses options that are no object, and an option that nobody reads, which is a misspelt one or of something else.
 *
 * @param of - whose options they are
 * @param options - what was given
 * @param known - the names of those that are read
 * @throws RangeError `options of train should be eta or onRejected, but there is "learningRate"`
 *
 * @example
 * ```ts
 * import { checkOptions } from '@rivulet/core'
 *
 * checkOptions('train', { eta: 0.1 }, ['eta', 'onRejected'])
 * let reason = ''
 * try { checkOptions('train', { learningRate: 0.1 }, ['eta', 'onRejected']) } catch (error) { reason = (error as Error).message }
 * reason // => 'options of train should be eta or onRejected, but there is "learningRate"'
 * ```
 */
export function checkOptions<O extends object>(
  of: string,
  options: unknown,
  known: readonly (keyof O & string)[],
): asserts options is O {
  const plain = typeof options === 'object' && options !== null && !Array.isArray(options)
  check(plain, `options of ${of}`, `an object of ${listed(known, 'and')}`, options)
  for (const key in options) {
    if (!(known as readonly string[]).includes(key)) {
      throw new RangeError(`options of ${of} should be ${listed(known, 'or')}, but there is ${show(key)}`)
    }
  }
}

/**
 * Refuses a hyper-parameter that is no whole number of a range.
 *
 * @throws RangeError `name should be a whole number ≥ 1, but is 0.5`
 *
 * @example
 * ```ts
 * import { checkWhole } from '@rivulet/core'
 *
 * checkWhole('maxLabels', 10, 1)
 * ```
 */
export function checkWhole(name: string, value: unknown, from = 0, to: number = Infinity): asserts value is number {
  const range = to === Infinity ? `≥ ${from}` : `from ${from} to ${to}`
  check(
    Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
    name,
    `a whole number ${range}`,
    value,
  )
}

/**
 * Refuses a hyper-parameter that is no finite number above 0.
 *
 * @throws RangeError `name should be a finite number > 0, but is "0.1"`
 *
 * @example
 * ```ts
 * import { checkPositive } from '@rivulet/core'
 *
 * checkPositive('eta0', 0.1)
 * ```
 */
export function checkPositive(name: string, value: unknown): asserts value is number {
  check(Number.isFinite(value) && (value as number) > 0, name, 'a finite number > 0', value)
}

/**
 * Refuses a hyper-parameter that is negative or no finite number.
 *
 * @throws RangeError `name should be a finite number ≥ 0, but is -1`
 *
 * @example
 * ```ts
 * import { checkNotNegative } from '@rivulet/core'
 *
 * checkNotNegative('eta', 0)
 * ```
 */
export function checkNotNegative(name: string, value: unknown): asserts value is number {
  check(Number.isFinite(value) && (value as number) >= 0, name, 'a finite number ≥ 0', value)
}

/**
 * Refuses a hyper-parameter that is not between two numbers; the ends are not allowed.
 *
 * @throws RangeError `name should be between 0 and 1, but is 1`
 *
 * @example
 * ```ts
 * import { checkBetween } from '@rivulet/core'
 *
 * checkBetween('confidence', 0.95, 0, 1)
 * ```
 */
export function checkBetween(name: string, value: unknown, low: number, high: number): asserts value is number {
  const between = typeof value === 'number' && value > low && value < high
  check(between, name, `between ${low} and ${high}`, value)
}

function listed(names: readonly string[], word: string): string {
  const sorted = [...names].sort()
  const last = sorted.pop() ?? 'nothing'
  return sorted.length === 0 ? last : `${sorted.join(', ')} ${word} ${last}`
}
