/** What a number in a snapshot may be: from `low` to `high`, and whole if it says so. NaN is in none. */
export interface NumberRange {
  readonly low: number
  readonly high: number
  readonly whole?: boolean
  /** In words, for errors: `≥ 0 and finite`. */
  readonly words: string
}

/** Any number but NaN and ±Infinity. */
export const finite: NumberRange = { low: -Number.MAX_VALUE, high: Number.MAX_VALUE, words: 'finite' }

/** Finite and ≥ 0: sums of squares, weights of events, variances. */
export const nonNegative: NumberRange = { low: 0, high: Number.MAX_VALUE, words: '≥ 0 and finite' }

/** From 0 to 1. */
export const probability: NumberRange = { low: 0, high: 1, words: 'from 0 to 1' }

/**
 * Whole numbers from 0 to 2⁵³, where a count that goes on counting stays: 2⁵³ + 1 is 2⁵³. So what was counted can always be
 * saved and loaded again.
 *
 * @example
 * ```ts
 * import { decode, encode, finite, natural, nonNegative, probability, readArray } from '@rivulet/core/snapshot'
 *
 * const snapshot = decode(encode({ save: (to) => to.array('p', [0.5, 1]), load() {} }))
 * for (const range of [finite, nonNegative, probability]) readArray(snapshot, 'p', 'F64', 2, range)
 * natural.words // => 'a whole number from 0 to 2⁵³'
 * ```
 */
export const natural: NumberRange = { low: 0, high: 2 ** 53, whole: true, words: 'a whole number from 0 to 2⁵³' }

/**
 * From one number to another, both taken in.
 *
 * @example
 * ```ts
 * import { between } from '@rivulet/core/snapshot'
 *
 * between(-1, 1).words // => 'from -1 to 1'
 * ```
 */
export function between(low: number, high: number): NumberRange {
  return { low, high, words: `from ${low} to ${high}` }
}

/**
 * A whole number from one to another, both taken in.
 *
 * @example
 * ```ts
 * import { whole } from '@rivulet/core/snapshot'
 *
 * whole(0, 7).words // => 'a whole number from 0 to 7'
 * ```
 */
export function whole(low: number, high: number): NumberRange {
  return { low, high, whole: true, words: `a whole number from ${low} to ${high}` }
}

/** Whether a number is in a range. */
export function isIn(value: number, { low, high, whole: only = false }: NumberRange): boolean {
  return value >= low && value <= high && (!only || Number.isInteger(value))
}
