import type { Dtype, SnapshotReader } from '../vocabulary.ts'
import { InvalidSnapshot } from './invalidSnapshot.ts'

/** The array that holds numbers of a dtype. */
export type ArrayOf<D extends Dtype> = { F64: Float64Array; U32: Uint32Array; U8: Uint8Array }[D]

const ARRAYS: { readonly [D in Dtype]: new () => ArrayOf<D> } = { F64: Float64Array, U32: Uint32Array, U8: Uint8Array }

/**
 * Reads an array that must have this dtype and, if given, this length.
 *
 * @throws InvalidSnapshot if it has not
 *
 * @example
 * ```ts
 * import { decode, encode, readArray } from '@rivulet/core/snapshot'
 *
 * const snapshot = decode(encode({ save: (to) => to.array('random', [1, 2], 'U32'), load() {} }))
 * readArray(snapshot, 'random', 'U32', 2) // => [1, 2]
 * ```
 */
export function readArray<D extends Dtype>(from: SnapshotReader, name: string, dtype: D, length?: number): ArrayOf<D> {
  const values = from.array(name)
  if (!(values instanceof ARRAYS[dtype]))
    throw new InvalidSnapshot(`${name} should be an array of ${dtype}, but is a ${values.constructor.name}`)
  if (length !== undefined && values.length !== length) {
    throw new InvalidSnapshot(`${name} should have length ${length}, but has ${values.length}`)
  }
  return values
}
