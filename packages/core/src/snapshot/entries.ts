import type { Dtype } from '../vocabulary.ts'

/** The bytes of one number of each dtype. */
export const SIZE: Readonly<Record<Dtype, number>> = { F64: 8, U32: 4, U8: 1 }

/** An array as it stands in the file: little-endian, `bytes.length / SIZE[dtype]` numbers. */
export interface Tensor {
  readonly dtype: Dtype
  readonly bytes: Uint8Array
}

/**
 * The content of a snapshot by path: the names from the root to the value, joined by '/'.
 * A part with nothing in it leaves the text '' at its path followed by '/', so that it is known to have been there.
 */
export interface Entries {
  readonly texts: Map<string, string>
  readonly tensors: Map<string, Tensor>
}

/** A snapshot has at most so many arrays, and so many texts. */
export const MAX_ENTRIES = 1_000_000

/** Parts lie at most so deep. */
export const MAX_DEPTH = 64

/** No file says more in its header, as in safetensors' own reader. */
export const MAX_HEADER = 100_000_000

/** What a name may not be: empty, with a '/', which joins names, or with half of a surrogate pair, which is no text. */
export function checkName(name: string): void {
  if (name === '' || name === '__metadata__' || /\/|\p{Surrogate}/u.test(name)) {
    throw new RangeError(
      `a name in a snapshot should be a text without '/', and not '__metadata__', but is ${JSON.stringify(name)}`,
    )
  }
}
