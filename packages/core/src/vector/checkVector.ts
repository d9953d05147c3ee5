import { InvalidEvent } from '../invalidEvent.ts'
import { show } from '../show.ts'
import type { Vector } from '../vocabulary.ts'
import { isSparse } from './isSparse.ts'

/** What a learner accepts as features. */
export interface VectorLimits {
  /** A dense vector has exactly this many numbers, if it is known; an index is always below it. */
  readonly features?: number | undefined
  /** The largest |x_i| accepted; default the largest finite number. */
  readonly magnitude?: number
}

/** Indices stay below 2²⁴ unless a learner is told how many features there are: one bad index must not fill the memory. */
export const maxFeatures: number = 2 ** 24

/**
 * Refuses features that a learner must not see: not a vector, NaN or infinite or too large, a wrong length, an index out
 * of range or out of order.
 *
 * @param x - anything
 * @param limits - `features`, a whole number; `magnitude`, > 0
 * @throws InvalidEvent that says which number is wrong, and what was expected
 *
 * @example
 * ```ts
 * import { checkVector } from '@rivulet/core'
 *
 * checkVector([0, 1], { features: 2 })
 * let reason = ''
 * try { checkVector([0, NaN], { features: 2 }) } catch (error) { reason = String(error) }
 * reason // => 'InvalidEvent: x[1] should be a finite number, but is NaN'
 * ```
 */
export function checkVector(x: Vector, limits: VectorLimits = {}): void {
  const { features, magnitude = Number.MAX_VALUE } = limits
  if (typeof x !== 'object' || x === null) refuse('x', 'a vector', show(x))
  if (isSparse(x)) checkSparse(x.indices, x.values, features ?? maxFeatures, magnitude)
  else {
    const n = x.length
    if (typeof n !== 'number' || !(n >= 0)) refuse('x', 'a vector', `${show(x)}${CURE}`)
    if (features === undefined ? n > maxFeatures : n !== features) {
      refuse('x', `${features === undefined ? `at most ${maxFeatures}` : features} numbers`, `${n} numbers`)
    }
    checkValues('x', x, magnitude)
  }
}

/** What to do with an event of named fields. */
const CURE = ': put a transformer before the model, as pipeline(new FeatureHasher(), model)'

function checkSparse(indices: ArrayLike<number>, values: ArrayLike<number>, end: number, magnitude: number): void {
  const n = indices?.length
  if (typeof n !== 'number' || !(n >= 0 && values?.length === n)) refuse('x', 'as many indices as values', 'not')
  let last = -1
  for (let j = 0; j < n; j++) {
    const i = indices[j] as number
    if (!(i > last && i < end && Number.isInteger(i))) refuseIndex(indices, j, end)
    last = i
  }
  checkValues('x.values', values, magnitude)
}

function refuseIndex(indices: ArrayLike<number>, j: number, end: number): never {
  const [before, i] = [indices[j - 1] ?? -1, indices[j] as number]
  const ascending = Number.isInteger(i) && i >= 0 && i < end
  const expected = ascending ? `above x.indices[${j - 1}] = ${before}` : `a whole number ≥ 0 and below ${end}`
  return refuse(`x.indices[${j}]`, expected, show(i))
}

function checkValues(name: string, values: ArrayLike<number>, magnitude: number): void {
  for (let i = 0; i < values.length; i++) {
    const v = values[i]
    if (typeof v === 'number' && Math.abs(v) <= magnitude) continue
    refuse(`${name}[${i}]`, Number.isFinite(v) ? `at most ${magnitude} in magnitude` : 'a finite number', show(v))
  }
}

function refuse(name: string, expected: string, is: string): never {
  throw new InvalidEvent(`${name} should be ${expected}, but is ${is}`)
}
