import { InvalidEvent, type SparseVector } from '@rivulet/core'
import { COLON, HASH, isBlank, ZERO } from '../bytes/codes.ts'
import { excerpt } from '../bytes/excerpt.ts'
import { parseNumber } from '../bytes/parseNumber.ts'
import { encodeUtf8 } from '../bytes/utf8.ts'
import type { Example } from '../format.ts'
import { SparseLine } from '../sparse/sparseLine.ts'

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
  const n = bytes.length
  FEATURES.clear()
  let y: number | undefined
  for (let i = 0; i < n && bytes[i] !== HASH; ) {
    if (isBlank(bytes[i])) {
      i++
      continue
    }
    const start = i
    let index = 0
    let digits = 0
    for (; i < n && digits < 10; i++, digits++) {
      const digit = (bytes[i] as number) - ZERO
      if (digit < 0 || digit > 9) break
      index = 10 * index + digit
    }
    const colon = i
    const isPair = y !== undefined && digits > 0 && bytes[i] === COLON
    while (i < n && !isBlank(bytes[i]) && bytes[i] !== HASH) i++
    if (y === undefined) {
      y = parseNumber(bytes, start, i) + 0
      if (!Number.isFinite(y)) refuse('the label should be a finite number', bytes, start, i)
      continue
    }
    const value = isPair ? numberAt(bytes, colon + 1, i) : Number.NaN
    if (!(index <= LARGEST && Math.abs(value) < Infinity)) refuse('a feature should be index:value', bytes, start, i)
    FEATURES.add(index, value)
  }
  if (y === undefined) throw new InvalidEvent('a line should begin with a label, but is blank')
  if (FEATURES.hasTwice()) throw new InvalidEvent('indices should be distinct, but are not')
  return { y, weight: 1, x: FEATURES.vector() }
}

/** Scratch memory of one line, which is read to its end before another begins. */
const FEATURES = new SparseLine()

/** The largest index that a line may have; a learner takes fewer. */
const LARGEST = 2 ** 31 - 1

/** A value, which is most often one digit. */
function numberAt(bytes: Uint8Array, start: number, end: number): number {
  const digit = (bytes[start] as number) - ZERO
  return end === start + 1 && digit >= 0 && digit <= 9 ? digit : parseNumber(bytes, start, end)
}

function refuse(expected: string, bytes: Uint8Array, start: number, end: number): never {
  throw new InvalidEvent(`${expected}, but at byte ${start} is ${excerpt(bytes.subarray(start, end))}`)
}
