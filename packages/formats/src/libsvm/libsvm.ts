import type { SparseVector } from '@rivulet/core'
import { HASH, isBlank } from '../bytes/codes.ts'
import type { Example, Format } from '../format.ts'
import { parseLibsvm } from './parseLibsvm.ts'

/**
 * The format of libsvm and svmlight, a line an example; a line that is a comment is passed over.
 *
 * @example
 * ```ts
 * import { libsvm } from '@rivulet/formats'
 *
 * const bytes = (text: string) => new TextEncoder().encode(text)
 * const { read } = libsvm().open(new Uint8Array(), true)!
 * read(bytes('+1 3:1 11:.5')) // => { y: 1, weight: 1, x: { indices: [3, 11], values: [1, 0.5] } }
 * read(bytes('# made on Monday')) // => undefined
 * ```
 */
export function libsvm(): Format<Example<SparseVector>> {
  return {
    open: () => ({
      top: { bytes: 0, lines: 0 },
      read: (record) => (isComment(record) ? undefined : parseLibsvm(record)),
    }),
  }
}

function isComment(record: Uint8Array): boolean {
  let i = 0
  while (i < record.length && isBlank(record[i])) i++
  return record[i] === HASH
}
