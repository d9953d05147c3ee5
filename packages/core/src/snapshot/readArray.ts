import type { Dtype, SnapshotReader } from '../vocabulary.ts'
import { checkColumns, checkSaved } from './checkSaved.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'
import type { NumberRange } from './range.ts'

/** The array that holds numbers of a dtype. */
export type ArrayOf<D extends Dtype> = { F64: Float64Array; U32: Uint32Array; U8: Uint8Array }[D]

const ARRAYS: { readonly [D in Dtype]: new () => ArrayOf<D> } = { F64: Float64Array, U32: Uint32Array, U8: Uint8Array }

/**
 * Reads an array that must have this dtype and, if given, this length, all its numbers in a range.
 *
 * @param length - how many numbers; any if it is left out
 * @param range - what each of them may be; without it anything, NaN too
 * @throws InvalidSnapshot if it is otherwise
 *
 * @example
 * ```ts
 * import { decode, encode, nonNegative, readArray } from '@rivulet/core/snapshot'
 *
 * const snapshot = decode(encode({ save: (to) => to.array('sums', [1.5, 2]), load() {} }))
 * readArray(snapshot, 'sums', 'F64', 2, nonNegative) // => [1.5, 2]
 * ```
 */
export function readArray<D extends Dtype>(
  from: SnapshotReader,
  name: string,
  dtype: D,
  length?: number,
  range?: NumberRange,
): ArrayOf<D> {
  const values = from.array(name)
  if (!(values instanceof ARRAYS[dtype]))
    throw new InvalidSnapshot(`${name} should be an array of ${dtype}, but is a ${values.constructor.name}`)
  if (length !== undefined && values.length !== length) {
    throw new InvalidSnapshot(`${name} should have length ${length}, but has ${values.length}`)
  }
  if (range !== undefined) checkColumns(values, name, [range])
  return values
}

/**
 * Reads a list of distinct whole numbers below a limit: the features that have a row, the rows of a set.
 *
 * @param limit - they are below it
 * @param length - how many; any if it is left out
 * @throws InvalidSnapshot if it is otherwise
 *
 * @example
 * ```ts
 * import { decode, encode, readDistinct } from '@rivulet/core/snapshot'
 *
 * const snapshot = decode(encode({ save: (to) => to.array('features', [7, 3], 'U32'), load() {} }))
 * readDistinct(snapshot, 'features', 100) // => [7, 3]
 * ```
 */
export function readDistinct(from: SnapshotReader, name: string, limit: number, length?: number): Uint32Array {
  const values = readArray(from, name, 'U32', length)
  const good = values.every((value) => value < limit) && values.length <= limit
  checkSaved(good && new Set(values).size === values.length, name, `distinct and below ${limit}`, 'not')
  return values
}
