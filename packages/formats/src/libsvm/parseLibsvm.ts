import { InvalidEvent, type SparseVector } from '@rivulet/core'
import { COLON, HASH, isBlank } from '../bytes/codes.ts'
import { excerpt } from '../bytes/excerpt.ts'
import { parseNumber } from '../bytes/parseNumber.ts'
import { encodeUtf8 } from '../bytes/utf8.ts'
import type { Example } from '../format.ts'
import { toSparse } from '../sparse/toSparse.ts'

/**
 * Reads one line of libsvm's format (svmlight's).
 *
 * `label index:value index:value … [# comment]`
 *
 * Indices are those of the line, so the usual ones, from 1, leave feature 0 unused. They may stand in any order, but not
 * twice; values of 0 are left out.
 *
 * @param line - its bytes, or text; the line break may be there
 * @throws InvalidEvent for a line that is none
 *
 * @example
 * ```ts
 * import { parseLibsvm } from '@rivulet/formats'
 *
 * parseLibsvm('-1 3:1 11:.5 # a comment') // => { y: -1, weight: 1, x: { indices: [3, 11], values: [1, 0.5] } }
 * ```
 *
 * @see Chang & Lin (2011), LIBSVM: a library for support vector machines
 */
export function parseLibsvm(line: Uint8Array | string): Example<SparseVector> & { readonly y: number } {
  const bytes = typeof line === 'string' ? encodeUtf8(line) : line
  const hash = bytes.indexOf(HASH)
  const n = hash < 0 ? bytes.length : hash
  let label: number | undefined
  const indices: number[] = []
  const values: number[] = []
  for (let i = 0; i < n; ) {
    if (isBlank(bytes[i])) {
      i++
      continue
    }
    const start = i
    let colon = -1
    for (; i < n && !isBlank(bytes[i]); i++) if (bytes[i] === COLON && colon < 0) colon = i
    if (label === undefined) {
      label = parseNumber(bytes, start, i) + 0
      if (!Number.isFinite(label)) refuse('the label should be a finite number', bytes, start, i)
      continue
    }
    const index = parseNumber(bytes, start, colon)
    const value = parseNumber(bytes, colon + 1, i)
    if (!(colon >= 0 && Number.isSafeInteger(index) && index >= 0 && Number.isFinite(value))) {
      refuse('a feature should be index:value', bytes, start, i)
    }
    indices.push(index)
    values.push(value)
  }
  if (label === undefined) throw new InvalidEvent('a line should begin with a label, but is blank')
  if (new Set(indices).size < indices.length) throw new InvalidEvent('indices should be distinct, but are not')
  return { y: label, weight: 1, x: toSparse(indices, values) }
}

function refuse(expected: string, bytes: Uint8Array, start: number, end: number): never {
  throw new InvalidEvent(`${expected}, but at byte ${start} is ${excerpt(bytes.subarray(start, end))}`)
}
